"""The gate: what sayso has reached it may not lose.

    python -m benchmarks.gate                    measure quality, calibration and startup now, and compare with floors.json
    python -m benchmarks.gate --measured         compare what `make bench` measured last, speed and memory included
    python -m benchmarks.gate --raise            lift the floors to what was measured (less SLACK); none goes down
    python -m benchmarks.gate --set FIGURE=VALUE --because "why"     move one bound, down too, in so many words
    python -m benchmarks.gate --add FIGURE=VALUE     a floor for a figure that has none yet
    python -m benchmarks.gate --new-data NAME --because "why"        accept that the data behind the figures is another now

floors.json pins the bounds together with a digest of the data that they were measured on: other data is another question. A seal over
the file shows when it was changed by hand rather than by one of these commands; every loosening stays in it with its reason.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.calibration import measure_calibration
from benchmarks.inputs import DEV, Json, load_articles, read_result
from benchmarks.quality import measure_quality, read_articles
from benchmarks.speed import measure_startup

FLOORS: Final = Path(__file__).with_name("floors.json")

SLACK: Final = 0.005
"""How far below a measured figure its floor is set. int8 products are rounded differently by processors with and without VNNI, and one
attribution of PolNeAR dev is worth about 0.0006 of F1: this allows for eight of them. A guess until two kinds of machine were compared."""


@dataclass(frozen=True)
class Floors:
    """The bounds of figures (`polnear_dev.triple.f1`), the digests of the data behind them, and what was ever loosened."""

    at_least: dict[str, float]
    at_most: dict[str, float]
    data: dict[str, str]
    loosened: tuple[Json, ...]


@dataclass(frozen=True)
class Verdict:
    """What the gate says of some figures: bounds that hold, bounds that are broken, and bounds that nothing was measured for."""

    held: tuple[str, ...]
    broken: tuple[str, ...]
    unmeasured: tuple[str, ...]


class GateError(Exception):
    """The floors cannot be used, or may not be changed in that way."""


def load_floors(path: Path = FLOORS) -> Floors:
    """The floors as the commands above left them.

    Raises:
        GateError: the file was changed by hand.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))
    if stored.get("seal") != _seal(stored):
        raise GateError(f"{path.name} was changed by hand: its seal does not fit. Move a bound with --set FIGURE=VALUE --because WHY.")
    return Floors(stored["at_least"], stored["at_most"], stored["data"], tuple(stored["loosened"]))


def save_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Writes the floors with their seal."""
    stored: Json = {
        "at_least": dict(sorted(floors.at_least.items())),
        "at_most": dict(sorted(floors.at_most.items())),
        "data": dict(sorted(floors.data.items())),
        "loosened": list(floors.loosened),
    }
    path.write_text(json.dumps({**stored, "seal": _seal(stored)}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def find_figure(figures: Json, name: str) -> float | None:
    """The figure of a dotted name, None where it was not measured."""
    value: Any = figures  # JSON, down to the number
    for key in name.split("."):
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return None if value is None else float(value)


def judge(figures: Json, floors: Floors) -> Verdict:
    """Figures against their bounds, and the data behind them against the digests that the bounds were measured with."""
    held, broken, unmeasured = [], [], []
    for sign, bounds in ((">=", floors.at_least), ("<=", floors.at_most)):
        for name, bound in bounds.items():
            figure = find_figure(figures, name)
            line = f"{name} {sign} {bound:g}"
            if figure is None:
                unmeasured.append(line)
            elif (figure >= bound) if sign == ">=" else (figure <= bound):
                held.append(f"{line}: {figure:.4g}")
            else:
                broken.append(f"{line}: {figure:.4g}")
    for name, digest in floors.data.items():
        found = figures.get(name, {}).get("digest", digest)
        if found != digest:
            broken.append(f"{name} is other data than the floors were measured on; see --new-data")
    return Verdict(tuple(held), tuple(broken), tuple(unmeasured))


def raise_floors(figures: Json, floors: Floors) -> Floors:
    """The floors lifted to what was measured, less SLACK. None goes down. Ceilings stay: they are set for slower machines than this one."""
    at_least = {
        name: max(bound, round(figure - SLACK, 3)) if (figure := find_figure(figures, name)) is not None else bound
        for name, bound in floors.at_least.items()
    }
    return Floors(at_least, floors.at_most, floors.data, floors.loosened)


def set_bound(floors: Floors, name: str, value: float, because: str) -> Floors:
    """The floors with one bound moved; a loosening is kept with its reason.

    Raises:
        GateError: there is no such bound, or it is loosened without a reason.
    """
    at_least, at_most = dict(floors.at_least), dict(floors.at_most)
    for bounds, sign in ((at_least, 1), (at_most, -1)):
        if name in bounds:
            old, bounds[name] = bounds[name], value
            if (old - value) * sign <= 0:
                return Floors(at_least, at_most, floors.data, floors.loosened)
            if not because.strip():
                raise GateError(f"{name} would be loosened from {old:g} to {value:g}; say why with --because.")
            entry = {"figure": name, "from": old, "to": value, "because": because, "date": _today()}
            return Floors(at_least, at_most, floors.data, (*floors.loosened, entry))
    raise GateError(f"There is no bound {name!r}; the bounds are {', '.join([*floors.at_least, *floors.at_most])}.")


def add_floor(floors: Floors, name: str, value: float) -> Floors:
    """The floors with one for a figure that had none.

    Raises:
        GateError: the figure has a bound already, which only `--set` moves.
    """
    if name in floors.at_least or name in floors.at_most:
        raise GateError(f"{name} has a bound already; move it with --set.")
    return Floors({**floors.at_least, name: value}, floors.at_most, floors.data, floors.loosened)


def accept_data(floors: Floors, figures: Json, name: str, because: str) -> Floors:
    """The floors with another digest for one set of data.

    Raises:
        GateError: nothing was measured on data of that name, or no reason is given.
    """
    found = figures.get(name, {}).get("digest")
    if found is None or not because.strip():
        raise GateError(f"Other data needs a measurement on it and a reason: --new-data {name} --because WHY.")
    entry = {"data": name, "from": floors.data.get(name), "to": found, "because": because, "date": _today()}
    return Floors(floors.at_least, floors.at_most, {**floors.data, name: found}, (*floors.loosened, entry))


def measure_now() -> Json:
    """Quality, calibration and startup as they are now; what needs the corpus is left out where it is absent."""
    dev = read_articles(load_articles()) if DEV.is_file() else None
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure_quality(dev, Path(scratch))
    if dev is not None:
        figures["calibration"] = measure_calibration(dev)
    figures["startup"] = measure_startup()
    return figures


def read_measured() -> Json:
    """The kept results of the installed version, in one table."""
    return {
        **(read_result("quality") or {}),
        **(read_result("speed") or {}),
        "calibration": read_result("calibration") or {},
    }


def _seal(stored: Json) -> str:
    content = {key: value for key, value in stored.items() if key != "seal"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _change(options: Any, figures: Json, floors: Floors) -> Floors:  # argparse has no types
    for added in options.add:
        name, _, value = added.partition("=")
        floors = add_floor(floors, name, float(value))
    if options.set:
        name, _, value = options.set.partition("=")
        floors = set_bound(floors, name, float(value), options.because)
    if options.new_data:
        floors = accept_data(floors, figures, options.new_data, options.because)
    return raise_floors(figures, floors) if options.lift else floors


def main(argv: list[str] | None = None) -> int:
    """0 where every measured bound holds, 1 where one is broken."""
    parser = argparse.ArgumentParser(description="Compare figures with their floors; see the module's docstring.")
    parser.add_argument("--measured", action="store_true", help="use the kept results instead of measuring")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    parser.add_argument("--set", metavar="FIGURE=VALUE", help="move one bound")
    parser.add_argument(
        "--add", metavar="FIGURE=VALUE", action="append", default=[], help="a floor for a figure that has none (may be repeated)"
    )
    parser.add_argument("--new-data", metavar="NAME", help="accept the data of that name as it is now")
    parser.add_argument("--because", default="", help="the reason for a loosening")
    options: Any = parser.parse_args(argv)  # argparse has no types
    try:
        floors = load_floors()
        figures = read_measured() if options.measured or options.set or options.add else measure_now()
        if options.set or options.add or options.new_data or options.lift:
            floors = _change(options, figures, floors)
            save_floors(floors)
    except GateError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    verdict = judge(figures, floors)
    for title, lines in (("holds", verdict.held), ("not measured", verdict.unmeasured), ("BROKEN", verdict.broken)):
        for line in lines:
            print(f"{title:14}{line}")
    print(f"gate: {len(verdict.held)} bounds hold, {len(verdict.broken)} broken, {len(verdict.unmeasured)} not measured")
    return 1 if verdict.broken else 0


if __name__ == "__main__":
    sys.exit(main())
