"""Example arguments of the public routes, for the test of permissions."""

SEVERANCE = {"name": "severance"}

EXAMPLES = {
    "public:table_blank": lambda cast: {"kind": "roster"},
    "public:manual": lambda cast: {"portal": "worker"},
    "public:manual_booklet": lambda cast: {"portal": "worker"},
    "public:calculator": lambda cast: SEVERANCE,
    "public:calculator_all": lambda cast: SEVERANCE,
    "public:calculator_question": lambda cast: SEVERANCE | {"field": "ground"},
    "public:calculator_clear": lambda cast: SEVERANCE,
    "public:calculator_result": lambda cast: SEVERANCE,
    "public:calculator_pdf": lambda cast: SEVERANCE,
    "public:calculator_paper": lambda cast: SEVERANCE,
    "public:blank": lambda cast: {"name": "punch"},
    "public:act": lambda cast: {"jurisdiction": "cn", "act": "labour-contract-law"},
    "public:article": lambda cast: {
        "jurisdiction": "cn",
        "act": "labour-contract-law",
        "place": "47.2",
    },
}
