"""Finding the pieces of time in a text and gathering neighbours into phrases."""

import re
from dataclasses import dataclass

from handlers.reading import day_atoms, english_atoms, hour_atoms, period_atoms, span_atoms
from handlers.reading.atoms import Atom, Kind
from handlers.reading.decoys import decoys, is_name
from handlers.reading.said import Phrase, Said, bare

_RULES = (*hour_atoms.RULES, *day_atoms.RULES, *period_atoms.RULES, *span_atoms.RULES, *english_atoms.RULES)
_GLUE = Phrase(
    r"[ ,(]*(?:(?:ngày|của|lúc|vào|vào lúc|hôm|là|tức|tức là|trong|trước|buổi|đúng|at|on|in the|of|by|before"
    r"|the) ?)*[ ,(]*"
)
_STOPPED = frozenset({Kind.VAGUE, Kind.PAST})
_HINT = re.compile(
    r"\d|thu|mai|nay|kia|mot|tuan|thang|tet|nam|ngay|nhat|chieu|hom|bua|quy|qui|trua|sang|toi|dem|gio|som|sap"
    r"|nua|lat|tu tu"
    r"|khi|luc|gan day|ram|am lich|chua biet|khong ro|cn\b|le\b|t[2-7]\b|qua|truoc"
    r"|day|week|month|year|quarter|morrow|soon|later|asap|eod|cob|business|noon|tonight|ly\b|january|march"
    r"|april|june|july"
    r"|august|ber\b|tan |tay\b"
)
"""No text without one of these can name a time; most replies end here."""


@dataclass(frozen=True)
class Cluster:
    """Neighbouring pieces that together say one time."""

    atoms: tuple[Atom, ...]

    @property
    def start(self) -> int:
        """Where the phrase begins."""
        return self.atoms[0].start

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self.atoms[-1].end

    def get(self, kind: Kind) -> Atom | None:
        """Return the piece of a kind, if there is one."""
        return next((atom for atom in self.atoms if atom.kind is kind), None)


def clusters(said: Said) -> list[Cluster]:
    """Return the time phrases of a text in order."""
    atoms = _atoms(said)
    found: list[list[Atom]] = []
    for atom in atoms:
        if found and _joins(said, found[-1], atom):
            found[-1].append(atom)
        else:
            found.append([atom])
    return [Cluster(tuple(group)) for group in found]


def _atoms(said: Said) -> list[Atom]:
    if not _HINT.search(bare(said.plain)):
        return []
    free = bytearray(len(said.plain) + 1)
    for start, end in decoys(said):
        free[start:end] = b"\x01" * (end - start)
    candidates = []
    for phrase, make in _RULES:
        for match in phrase.each(said):
            atom = make(match)
            if atom is not None and not is_name(said, atom):
                candidates.append(atom)
    candidates.sort(key=lambda atom: (atom.start, -atom.end, atom.kind not in _STOPPED))
    chosen: list[Atom] = []
    end = 0
    for atom in _prefer(candidates):
        if atom.start >= end and not any(free[atom.start : atom.end]):
            chosen.append(atom)
            end = atom.end
    return chosen


def _prefer(candidates: list[Atom]) -> list[Atom]:
    """Drop what a longer piece overlaps, so that "tháng 5 ngày 7" is not cut by an earlier, shorter match."""
    kept: list[Atom] = []
    for atom in candidates:
        while kept and atom.start < kept[-1].end and atom.end - atom.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _joins(said: Said, group: list[Atom], atom: Atom) -> bool:
    kinds = {a.kind for a in group}
    if atom.kind in kinds or kinds & _STOPPED or atom.kind in _STOPPED:
        return False
    gap = said.part(group[-1].end, atom.start)
    if "," in gap.plain and kinds & {Kind.AHEAD, Kind.RECUR}:
        return False
    return _GLUE.whole(gap) is not None
