"""Problems as pages: what is wrong, and what would be right."""

from flask import Response

from api.access.masking import masked_bytes
from api.errors import Problem
from api.http.refusing import request_id

from .page import PAGE_HEADERS
from .rendering import render


def problem_page(problem: Problem) -> Response:
    """A Problem for people; nothing is read for it, since the fault may be the database's."""
    status = problem.type.status
    context = {
        "problem": problem,
        "status": status,
        "title": problem.type.title,
        "request_id": request_id(),
    }
    body = masked_bytes(render("problem.html", None, context))
    headers = {**PAGE_HEADERS, **problem.headers}
    return Response(body, status, headers, content_type="text/html; charset=utf-8")
