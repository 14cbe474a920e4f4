"""GraphML and node-link JSON: a network for the programs that draw and measure networks."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import networkx

NODE_MEMBERS = ("label", "object", "kind", "degree", "weight")
EDGE_MEMBERS = ("type", "weight", "first", "last")
Member = Mapping[str, Any]


def graphml(nodes: Iterable[Member], edges: Iterable[Member]) -> bytes:
    """A network in GraphML: nodes by the ids that JSON has, edges with the ids of their records.

    All edges go from source to target, as networkx reads no graph that has both kinds; of the types
    `met` and `signed` either end is as good a source. What is unknown is absent; `records` are ids
    joined by `|`.
    """
    graph = networkx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node["id"], **known(node, NODE_MEMBERS))
    for edge in edges:
        told = known(edge, EDGE_MEMBERS) | {"records": "|".join(edge["records"])}
        graph.add_edge(edge["source"], edge["target"], key=edge_id(edge), **told)
    written = BytesIO()
    networkx.write_graphml(graph, written)
    return written.getvalue()


def edge_id(edge: Member) -> str:
    """What tells an edge from all others: between two nodes there is one of each type."""
    return f"{edge['type']}:{edge['source']}:{edge['target']}"


def known(member: Member, names: Iterable[str]) -> dict[str, Any]:
    """Those of the members that are told and not null."""
    return {name: member[name] for name in names if member.get(name) is not None}
