"""Queries that crash, stall or bloat an engine, or make it call others."""

TYPED = "?g a <https://w3id.org/ngckg/ontology#PatientGroup>"


def cross(factors: int) -> str:
    """A join of everything with everything: no machine lives to see its end."""
    return " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(factors))


def chain(operator: str, times: int) -> str:
    return f"SELECT * {{ ?s ?p ?o FILTER ({operator.join(['?o'] * times)}) }}"


def optionals(times: int) -> str:
    return (
        f"SELECT * {{ {TYPED} {' '.join(f'OPTIONAL {{ ?g ?p{n} ?o{n} }}' for n in range(times))} }}"
    )


HOSTILE = {
    # what crashes the parser
    "2,500 nested groups": f"SELECT * {'{' * 2500}{'}' * 2500}",
    "100,000 open groups": "SELECT * " + "{" * 100_000,
    "5,000 nested brackets": f"SELECT * {{ FILTER ({'(' * 5000}1{')' * 5000}) }}",
    "10,000 negations": f"SELECT * {{ FILTER ({'!' * 10_000}true) }}",
    "10,000 signs": f"SELECT ({'-' * 10_000}1 AS ?x) {{}}",
    "5,000 sums": f"SELECT ({'+'.join(['1'] * 5000)} AS ?x) {{}}",
    "20,000 disjunctions": chain("||", 20_000),
    "20,000 conjunctions": chain("&&", 20_000),
    "20,000 unions": f"SELECT * {{ {' UNION '.join(['{}'] * 20_000)} }}",
    "5,000 blank nodes": f"SELECT * {{ ?s ?p {'[ ?p ' * 5000}1{']' * 5000} }}",
    "5,000 collections": f"SELECT * {{ ?s ?p {'(' * 5000}{')' * 5000} }}",
    "3,000 paths": f"SELECT * {{ ?s {'(' * 3000}<a:a>{')*' * 3000} ?o }}",
    "50,000 steps": f"SELECT * {{ ?s {'/'.join(['<a:a>'] * 50_000)} ?o }}",
    "1,000 subqueries": f"{'SELECT * { ' * 1000}{'}' * 1000}",
    "1,000 NOT EXISTS": f"ASK {'{ FILTER NOT EXISTS ' * 1000}{{}}{'}' * 1000}",
    "40 nested calls": f"SELECT ({'SUBSTR(' * 40}'x'{',1)' * 40} AS ?x) {{}}",
    "20,000 nested IFs": f"SELECT ({'IF(true,' * 20_000}1{',2)' * 20_000} AS ?x) {{}}",
    "quotes that do not end": 'SELECT * { ?s ?p "' + "\\" * 50_001,
    "brackets that do not end": "SELECT (" * 20_000,
    # what takes the planner for ever
    "40 optionals": optionals(40),
    "100 optionals": optionals(100),
    "500 optionals": optionals(500),
    "160 patterns": f"SELECT * {{ {' . '.join(f'?s{n} ?p{n} ?s{n + 1}' for n in range(160))} }}",
    "500 patterns": f"SELECT * {{ {' . '.join(f'?s ?p{n} ?o{n}' for n in range(500))} }}",
    # what never ends
    "a cross product": f"SELECT (COUNT(*) AS ?n) {{ {cross(8)} }}",
    "a sorted cross product": f"SELECT * {{ {cross(3)} }} ORDER BY ?c0 ?c2",
    "a distinct cross product": f"SELECT DISTINCT * {{ {cross(3)} }}",
    "a grouped cross product": f"SELECT ?a0 (COUNT(*) AS ?n) {{ {cross(5)} }} GROUP BY ?a0 ?a1",
    "paths around everything": "SELECT * { ?a (!<a:a>|^!<a:a>)* ?b . ?b (!<a:a>)+ ?c }",
    "a filter over everything": f"ASK {{ {cross(4)} FILTER (?a0 = ?c3 && false) }}",
    # what takes memory
    "a long concatenation": f"SELECT (GROUP_CONCAT(STR(?c0)) AS ?x) {{ {cross(4)} }}",
    "doubling": "SELECT ?x40 { BIND ('x' AS ?x0) "
    + " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    "a literal of 900,000 characters": f"SELECT ('{'x' * 900_000}' AS ?x) {{}}",
    "100,000 values": f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'1 ' * 100_000} }} }}",
    "values times values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?x{n} {{ {' '.join(map(str, range(500)))} }}" for n in range(5))
    + " }",
    "a large answer": f"SELECT * {{ {cross(2)} }}",
    "a large graph": f"CONSTRUCT {{ ?a0 ?b1 ?c1 }} {{ {cross(2)} }}",
    "a large description": f"DESCRIBE * {{ {cross(2)} }}",
    # regular expressions
    "a catastrophic expression": "ASK { FILTER REGEX('" + "a" * 5000 + "!', '^(a+)+$') }",
    "an exploding expression": "ASK { FILTER REGEX('a', '((a{1,1000}){1,1000}){1,1000}') }",
    "a long expression": f"ASK {{ FILTER REGEX('a', '{'(a|b)*' * 20_000}') }}",
    "a replacement that grows": "SELECT (REPLACE('"
    + "a" * 10_000
    + "', 'a', '"
    + "b" * 10_000
    + "') AS ?x) {}",
    # what is no query at all
    "nothing": "",
    "spaces": " " * 900_000,
    "comments": "#\n" * 400_000,
    "prefixes": "PREFIX a: <a:>\n" * 50_000 + "ASK {}",
    "letters": "x" * 900_000,
    "zero bytes": "SELECT * { ?s ?p '" + "\0" * 1000 + "' }",
    "other directions": "SELECT * { ?s ?p '‮\ufeff' }",
}

FEDERATED = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#<\n<{0}>{{}} }}",
    "SELECT * {{ VALUES ?s {{ <{0}> }} SERVICE ?s {{ ?a ?b ?c }} }}",
    "SELECT * {{ BIND (<{0}> AS ?s) SERVICE SILENT ?s {{ ?a ?b ?c }} }}",
    "PREFIX x: <{0}> SELECT * {{ SERVICEx: {{ ?s ?p ?o }} }}",
    "PREFIX x: <{0}> SELECT * {{ FILTER(true)SERVICE x: {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "LOAD <{0}>",
    "LOAD SILENT <{0}> INTO GRAPH <a:a>",
    "ASK {{}} ; LOAD <{0}>",
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "DESCRIBE <{0}>",
    "SELECT * {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
]

HEAVY = f"SELECT (COUNT(*) AS ?n) {{ {cross(8)} }}"
