"""Finding the unit that somebody means by its code, name or another name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from domain.words import fold

NEAR = 88
"""rapidfuzz ratio (0–100) from which one near spelling is taken as the same name: a slip or two of the finger."""

SIMILAR = 60
MOST_NEAREST = 3


@dataclass(frozen=True)
class UnitMatch:
    """The unit meant, or the nearest ones (ids, best first); `unclear` when several fit equally."""

    unit_id: int | None
    nearest: tuple[int, ...] = ()
    unclear: bool = False


def simplify(name: str) -> str:
    """Return a name as it is compared: folded, letters and digits only, "va" for "&"."""
    return " ".join(re.findall(r"\w+", fold(name.replace("&", " và "))))


def match_unit(name: str, names: Mapping[int, Sequence[str]]) -> UnitMatch:
    """Match what a person called a unit against every unit's names (unit id → code, name, aliases).

    An exact match (without diacritics, case and punctuation) wins; then one near spelling; else nothing is guessed.
    """
    wanted = simplify(name)
    if not wanted:
        return UnitMatch(None)
    known = [(simplify(each), unit_id) for unit_id, each_of in names.items() for each in each_of]
    exact = {unit_id for text, unit_id in known if text == wanted}
    if len(exact) == 1:
        return UnitMatch(exact.pop())
    if exact:
        return UnitMatch(None, tuple(sorted(exact)), unclear=True)
    scored = process.extract(wanted, [text for text, _ in known], scorer=fuzz.ratio, limit=12, score_cutoff=SIMILAR)
    nearest = tuple(dict.fromkeys(known[index][1] for _, _, index in scored))
    near = {known[index][1] for _, score, index in scored if score >= NEAR and len(wanted) >= 5}
    if len(near) == 1:
        return UnitMatch(near.pop())
    return UnitMatch(None, nearest[:MOST_NEAREST], unclear=len(near) > 1)
