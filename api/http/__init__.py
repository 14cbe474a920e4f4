"""HTTP: endpoints as data, query strings checked, answers in one envelope, faults as Problems."""
