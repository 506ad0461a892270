"""splink behind three calls: learn weights, score candidate pairs, say why.

One DuckDB in memory for each call: no file, no spill to disk, no network, closed at the end.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from gongyue.engines.linkage.columns import KEY
from gongyue.engines.linkage.fields import Field, Level
from gongyue.engines.linkage.records import Weights

MEMORY = "1500MB"
LEAST_PAIRS = 300
LEAST_TO_LEARN = 2_000  # records; below, the assumed weights are better than learned ones
FEWEST = 300  # in a handful of records two are not likelier to be one
SAMPLED_PAIRS = 1e6 + 1
SEED = 20_261
SMALLEST = 1e-7
TRUSTED = 0.9  # how much of a learned share counts, beside the assumed one
ROUNDS = 20
BITS = "mw_"
LEVEL = "gamma_"


def assumed(fields: Sequence[Field], records: int) -> Weights:
    """The weights written in fields.py, for so many records: every seventh has a double."""
    return Weights(
        m={field.name: {level.name: level.m for level in field.levels} for field in fields},
        u={field.name: {level.name: level.u for level in field.levels} for field in fields},
        prior=0.3 / max(records, FEWEST),
    )


def learned(rows: pa.Table, fields: Sequence[Field], *, sessions: Sequence[str]) -> Weights:
    """Weights from the data: u by sampling, m by expectation maximisation, then the prior.

    `sessions`: keys on which the pairs of one session agree; the fields in the key are learned in
    the others. A session with few pairs teaches nothing and is left out, and levels that never
    occur keep their assumed value.
    """
    start = assumed(fields, rows.num_rows)
    if rows.num_rows < LEAST_TO_LEARN:
        return start
    with _linker(rows, fields, start) as linker:
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED)
        for session in sessions:
            if _pairs(rows, session) >= LEAST_PAIRS:
                linker.training.estimate_parameters_using_expectation_maximisation(
                    f"l.{session} = r.{session}", record_sample_proportion=1.0, max_pairs=1e6
                )
        told = linker.misc.save_model_to_json()
    return _with_prior(rows, fields, _merged(start, told, fields, rows.num_rows))


def _pairs(rows: pa.Table, key: str) -> int:
    """How many pairs share a key."""
    shared = Counter(value for value in rows[key].to_pylist() if value is not None)
    return sum(count * (count - 1) // 2 for count in shared.values())


def scored(
    rows: pa.Table, fields: Sequence[Field], weights: Weights, *, at_least: float
) -> pa.Table:
    """Candidate pairs of at least that probability.

    Columns: `left`, `right` (unique_id, left < right), `probability`, and for each field its level
    (`gamma_…`: the number splink gives it) and its bits (`mw_…`, with the rarity of the value).
    """
    with _linker(rows, fields, weights, detailed=True) as linker:
        found = linker.inference.predict(threshold_match_probability=at_least, warning_mode="never")
        rare = rows.num_rows >= LEAST_TO_LEARN
        query = _selected(found.physical_name, fields, rarity=rare)
        table = linker._db_api.duckdb_con.sql(query)
        answer: pa.Table = table.to_arrow_table()
        return answer


def level_of(field: Field, number: int) -> Level | None:
    """The level splink calls by this number; None: nothing was said."""
    return None if number < 0 else field.levels[len(field.levels) - 1 - number]


def _selected(name: str, fields: Sequence[Field], *, rarity: bool) -> str:
    parts = [
        "least(unique_id_l, unique_id_r) as left",
        "greatest(unique_id_l, unique_id_r) as right",
        "match_probability as probability",
    ]
    for field in fields:
        parts.append(f"{LEVEL}{field.name}::int as {LEVEL}{field.name}")
        bits = f"coalesce({BITS}{field.name}, 0)"
        if rarity and any(level.frequency for level in field.levels):
            bits += f" + coalesce({BITS}tf_adj_{field.name}, 0)"
        parts.append(f"{bits} as {BITS}{field.name}")
    return f"select {', '.join(parts)} from {name} order by probability desc, 1, 2"


@contextmanager
def _linker(
    rows: pa.Table, fields: Sequence[Field], weights: Weights, *, detailed: bool = False
) -> Iterator[Any]:
    import duckdb
    from splink import DuckDBAPI, Linker

    with duckdb.connect(":memory:") as base:
        base.execute(f"set memory_limit='{MEMORY}'")
        # Personal values never touch a disk: rather run out of memory than spill.
        base.execute("set temp_directory=''")
        base.execute("set enable_external_access=false")
        logging.getLogger("splink").setLevel(logging.ERROR)
        api = DuckDBAPI(base)
        yield Linker(api.register(rows), _settings(rows, fields, weights, detailed=detailed),
                     log_level=None)  # fmt: skip


def _settings(
    rows: pa.Table, fields: Sequence[Field], weights: Weights, *, detailed: bool
) -> dict[str, Any]:
    keys = [name for name in rows.column_names if name.startswith(KEY)]
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": weights.prior,
        "blocking_rules_to_generate_predictions": [f"l.{key} = r.{key}" for key in keys],
        "comparisons": [
            _comparison(field, weights, rarity=rows.num_rows >= LEAST_TO_LEARN) for field in fields
        ],
        "retain_matching_columns": detailed,
        "retain_intermediate_calculation_columns": detailed,
        "em_convergence": 1e-3,
        "max_iterations": 12,
    }


def _comparison(field: Field, weights: Weights, *, rarity: bool) -> dict[str, Any]:
    """`rarity`: whether a value's own frequency counts; in few records it says nothing."""
    missing = {
        "sql_condition": field.missing, "label_for_charts": "missing", "is_null_level": True,
    }  # fmt: skip
    return {
        "output_column_name": field.name,
        "comparison_levels": [
            missing,
            *(_level(field, level, weights, rarity=rarity) for level in field.levels),
        ],
    }


def _level(field: Field, level: Level, weights: Weights, *, rarity: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sql_condition": "ELSE" if level.condition == "else" else level.condition,
        "label_for_charts": level.name,
        "m_probability": weights.m[field.name][level.name],
        "u_probability": weights.u[field.name][level.name],
    }
    if level.fixed or level.u_fixed:
        told |= {"fix_m_probability": level.fixed, "fix_u_probability": True}
    if level.frequency and rarity:
        told |= {"tf_adjustment_column": level.frequency, "tf_minimum_u_value": 1e-5}
    return told


def _merged(start: Weights, told: dict[str, Any], fields: Sequence[Field], records: int) -> Weights:
    """Learned values, drawn a little towards the assumed ones: nothing is ever certain."""
    m = {name: dict(levels) for name, levels in start.m.items()}
    u = {name: dict(levels) for name, levels in start.u.items()}
    known = {field.name: {level.name: level for level in field.levels} for field in fields}
    for comparison in told["comparisons"]:
        name = comparison["output_column_name"]
        for row in comparison["comparison_levels"]:
            level = known[name].get(row.get("label_for_charts"))
            if level is None or level.fixed:
                continue
            m[name][level.name] = _drawn(row.get("m_probability"), level.m)
            seldom = row.get("u_probability")
            if not level.u_fixed and isinstance(seldom, float) and seldom > SMALLEST:
                u[name][level.name] = seldom
    return replace(start, m=m, u=u, trained_on=records)


def _drawn(learned_share: object, assumed_share: float) -> float:
    if not isinstance(learned_share, float):
        return assumed_share
    return TRUSTED * learned_share + (1 - TRUSTED) * assumed_share


def _with_prior(rows: pa.Table, fields: Sequence[Field], weights: Weights) -> Weights:
    """The prior that makes the expected number of doubles agree with itself.

    Candidates hold nearly all doubles, so their probabilities add up to how many there are.
    """
    at_all = scored(rows, fields, weights, at_least=1e-6)["probability"].to_numpy()
    capped = np.clip(at_all, 1e-12, 1 - 1e-12)
    odds = capped / (1 - capped) * (1 - weights.prior) / weights.prior
    pairs = rows.num_rows * (rows.num_rows - 1) / 2
    prior = weights.prior
    for _ in range(ROUNDS):
        with_prior = odds * prior / (1 - prior)
        prior = float(np.clip((with_prior / (1 + with_prior)).sum() / pairs, 1e-9, 0.01))
    return replace(weights, prior=prior)
