"""What the fixed lines of Dutch parliamentary papers and letters look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_MONTH = "|".join(MONTHS)

DOSSIER = re.compile(
    r"(?P<dossier>\d{2} \d{3}(?:[-–]\(?[\dIVXLC]+\)?)?(?:,?(?: hoofdstuk)? [IVXLC]+\b)?)"
    r"(?:\s+\(?[A-ZÀ-Ý«].*)?$"
)
BARE_NUMBER = re.compile(
    r"(?:\d{2} \d{3}(?:[-–]\(?[\dIVXLC]+\)?)?(?:,?(?: hoofdstuk)? [IVXLC]+)?|Nr\.? ?\d{1,5}[A-Z]?)$"
)
"""A dossier's or paper's number whose name stands on the next line."""
NUMBERED_PAPER = re.compile(
    r"(?:Nr|NR|nr)\.? ?(?P<number>\d{1,5})[A-Z]?\b(?!Z\d)(?!.*\b(?:ingezonden|ontvangen)\b)(?:\s+\S.*)?$"
)
LETTERED_PAPER = re.compile(r"(?P<number>[A-Z]{1,3}) (?=[A-ZÀ-Ý]{4,} |[A-ZÀ-Ý]{6,}$)[^a-z]+$")
"""How the Eerste Kamer numbers its papers: «N BRIEF VAN DE MINISTER …»."""
ADDRESSEE = re.compile(
    r"Aan:? (?:de(?! orde| hand)|het(?! (?:woord|begin|eind|slot))"
    r"|mevrouw|mevr\.|mw\.|dhr\.|mijnheer|H\.M\.|Z\.M\.|Zijne|Hare|u)\b",
    re.IGNORECASE,
)
DATE = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?P<year>\d{{4}})\b", re.IGNORECASE)
PLACE_DATE = re.compile(
    rf"[’'‘]?[A-Za-zÀ-ÿ][\w’' .-]{{1,40}}, (?:de )?\d{{1,2}} (?:{_MONTH}) \d{{4}}\.?$", re.IGNORECASE
)
PLACE_MONTH = re.compile(rf"[’'‘]?[A-Za-zÀ-ÿ][\w’'-]*(?: [A-ZÀ-Ý][\w’'-]*)?, (?:{_MONTH}) \d{{4}}$")
META = re.compile(
    rf"(?:Ontvangen|Ingezonden|Voorgesteld|Vastgesteld|Gepubliceerd|Verzonden|Ontvangen ter Griffie)"
    rf"(?: op)?:? \d{{1,2}} "
    rf"|(?:Datum|Betreft|Onderwerp|Onze referentie|Uw referentie"
    rf"|Ons kenmerk|Uw kenmerk|Kenmerk|Uw brief"
    rf"|Bijlagen?(?! (?:\d+|[A-Z]|[IVX]+)[ :.–-]+[A-Za-z])|Bijlage\(n\)(?!\w))"
    rf":?(?: .*)?$"
    rf"|Vergaderjaar \d{{4}}|(?:Tweede|Eerste) Kamer der Staten-Generaal|Aanhangsel van de Handelingen"
    rf"|(?:Vragen|Nr\. \d+ Vragen) gesteld door de leden der Kamer|(?:Nr\.? )?20\d\dZ\d{{4,5}}\b"
    rf"|(?:Nr\.? \S+, )?(?:ingezonden|ontvangen) \d{{1,2}} (?:{_MONTH})|\((?:ingezonden|ontvangen) \d"
    rf"|[> ]*Retouradres\b|(?:Voorzitter|Griffier): [A-ZÀ-Ý]"
)
LETTERHEAD_LABEL = re.compile(
    r"(?:Datum|Betreft|Onderwerp|Onze? (?:referentie|kenmerk)|Uw (?:referentie|kenmerk|brief(?: van)?)"
    r"|Kenmerk|Zaaknummer|Dossier(?:nummer)?|Projectnummer|Bijlagen?|Bijlage\(n\)|Aantal bijlagen"
    r"|Contactpersoon|Behandeld door|Inlichtingen(?: bij)?|Auteur|Doorkiesnummer|Telefoon(?:nummer)?|E-mail"
    r"|Fax|Kopie(?: aan)?|Afschrift(?: aan)?|c\.?c\.?|Bezoekadres|Postadres|Correspondentieadres|Internet"
    r"|Website|Relatie)(?:$|:(?: .*)?$| (?=[\dA-Z«]).*$)"
)
"""What a line of a letter's side column begins with when the next line, or its own rest, says what it is."""
LETTERHEAD_LINE = re.compile(
    r"Ministerie van\b|(?:Directie|Directoraat|DG |Afdeling|Bureau|Inspectie|Programma)"
    r"|Postbus \d|\d{4} ?[A-Z]{2} [A-Z]"
    r"|[TFEMI][ .:]+[\d+(w]|www\.|https?://|\S+@\S+\.\w+$|K\.?v\.?K\b|IBAN\b|Nederland$"
    r"|[A-Z][\w’'. -]+ \d{1,4}(?:[ -]?[A-Za-z])?$"
)
"""A line of a sender's address in a letter's side column."""
HANDED_IN = re.compile(rf"(?:ingezonden|ontvangen) \d{{1,2}} (?:{_MONTH}) \d{{4}}\)*\.?$", re.IGNORECASE)
OPENING = re.compile(
    r"(?:Ik (?:hoop|vertrouw|ga er ?van uit)|Wij (?:hopen|vertrouwen)|Tot slot|Ten slotte|Hierbij)\b"
)
"""Words that open the last paragraphs of a letter far more often than a sentence within one."""
QUESTION_PAPER_TITLE = re.compile(
    r"(?:Nadere |Aanvullende )?(?:Vragen|Vervolgvragen|Antwoord|Antwoorden|Mededeling|Beantwoording|Lijst)\b"
    r".{0,60}?\b(?:van|gesteld door|op|de|het)\b.*\b(?:lid|leden|[Mm]inister|[Ss]taatssecretaris|Kamer)\b"
)
TITLE_WORD = re.compile(
    r"(?:Geannoteerde agenda|Verslag|Motie|Brief|Memorie|Nota|Besluit|Wet|Wijziging|Regeling|Voorstel"
    r"|Convenant|Kabinetsreactie|Rapport|Jaarverslag|Amendement|Convocatie|Lijst)\b"
)
_NUMBERS = r"\d+[a-z]?(?:(?:,? en |, ?| t/m | tot en met | ?[-–] ?)\d+[a-z]?)*"
QUESTION = re.compile(
    rf"(?:Vraag|Vragen|Antwoord|Antwoorden|Antwoord op (?:de )?vra(?:ag|gen)|Antwoord vra(?:ag|gen)"
    rf"|Beantwoording vra(?:ag|gen))(?: {_NUMBERS})?[.:]?$"
)
SECTION = re.compile(
    r"(?:[IVXLC]{1,5}|(?:Artikel|ARTIKEL) (?:\d+(?:[:.]\d+)*[a-z]{0,2}|[IVXLC]+[a-zA-Z]?))[.:]?$"
    r"|ARTIKEL [IVXLC]+[A-Z]?\.? [A-ZÀ-Ý][^a-z]*$"
)
"""What heads an article of a bill."""
SALUTATION = re.compile(
    r"(?:Geachte|Beste|Excellentie|Zeer geachte)\b[^.?!:]{0,80},?$"
    r"|(?:Mijnheer|Mevrouw|Mijne heren)(?: de [Vv]oorzitter| [A-ZÀ-Ý][\w’'-]*){0,5},?$"
)
CLOSING = re.compile(
    r"(?:Hoogachtend|Met vriendelijke groet(?:en)?|Met hoogachting|Namens deze|Gegeven),?$", re.IGNORECASE
)
MOTION_LINE = re.compile(
    r"De Kamer,$|gehoord de beraadslaging[,.]?$|(?:constaterende|overwegende|van mening|van oordeel)\b"
    r"|(?:verzoekt|spreekt|roept|draagt)\b.*\b(?:de regering|het kabinet|het Presidium|uit)\b"
    r"|en gaat over tot de orde van de dag\.$"
)
ORDER_OF_THE_DAY = re.compile(r"en gaat over tot de orde van de dag\.?$")
ROLE = re.compile(
    r"(?:(?:mede )?namens |Namens )?[Dd]e (?:(?:waarnemend|fungerend|plv\.|demissionair) )?"
    r"(?:[Mm]inister|[Ss]taatssecretaris|[Vv]oorzitter|[Gg]riffier|[Aa]djunct-griffier|[Ss]ecretaris|[Dd]irecteur"
    r"|[Vv]ice-?[Pp]resident|[Cc]ommissaris)\b"
    r"|DE (?:MINISTER|STAATSSECRETARIS|VOORZITTER|GRIFFIER)\b"
    r"|(?:Adjunct-griffier|Griffier|Voorzitter|Ondervoorzitter) van (?:de|het)\b"
)
_PARTICLE = r"(?:van|de|den|der|ten|ter|te|het|’t|'t|in|op|el|al|bin|la|le|von|zu|d')"
NAME = re.compile(
    r"(?:(?:mr|dr|drs|ir|ing|prof|mw|dhr)\. ?)*"
    r"(?:(?:[A-ZÀ-Ý][a-z]{0,2}\.[- ]?){1,6}|[A-ZÀ-Ý][\w’'-]{1,30} )"
    rf"(?:{_PARTICLE} )*[A-ZÀ-Ý’'][\w’']+(?:[ -](?:{_PARTICLE}[ -])*[A-ZÀ-Ý][\w’']+)*$"
)
SURNAME = re.compile(rf"(?:{_PARTICLE} |[A-ZÀ-Ý][a-z]+ )*[A-ZÀ-Ý][\w’'-]+$")
_PROPER = rf"(?:(?:{_PARTICLE} )*[A-ZÀ-Ý][\w’'.-]*)"
SPEAKER = re.compile(
    rf"(?:De (?:waarnemend |fungerend )?[Vv]oorzitter"
    rf"|(?:De heer|Mevrouw|Het lid|(?:De )?(?:[Mm]inister(?:-[Pp]resident)?|[Ss]taatssecretaris)"
    rf"|Viceminister-president|Minister voor [\w ,-]{{3,40}})(?: {_PROPER}){{0,5}}(?: \([^()]{{2,40}}\))?):$"
)
"""The line with which a report of a debate gives someone the floor: «Mevrouw De Vries (VVD):»."""

_BULLET = re.compile(r"(?P<text>[-–—•▪◦●○■□➢►·∙‣*§])\s+(?=\S)")
_ROUND = re.compile(r"(?P<text>o)\s+(?=\S)")
"""The letter that word processors print for a second level of bullets."""
_ENUMERATOR = re.compile(
    r"(?P<text>(?P<open>\(?)(?P<value>\d{1,3}|[a-z]{1,2}|[ivxl]{1,5}|[A-Z])(?P<close>°?[.)]|\.\)|[°:]))\s+(?=\S)"
)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}


@dataclass(frozen=True, slots=True)
class Marker:
    """What a list item begins with: the marker as printed, its style, its places in possible series."""

    text: str
    end: int
    style: str
    values: tuple[tuple[str, int], ...] = ()


def list_marker(text: str) -> Marker | None:
    """Return the bullet or number with which a line begins, if it begins with one."""
    bullet = _BULLET.match(text) or _ROUND.match(text)
    if bullet:
        return Marker(bullet["text"], bullet.end(), bullet["text"])
    match = _ENUMERATOR.match(text)
    if match is None:
        return None
    value, frame = match["value"], f"{match['open']}{match['close']}"
    values: list[tuple[str, int]] = []
    if value.isdigit():
        values.append((f"1{frame}", int(value)))
    elif value.isupper():
        values.append((f"A{frame}", ord(value) - 64))
    else:
        if value in _ROMAN:
            values.append((f"i{frame}", _ROMAN[value]))
        if len(value) == 1:
            values.append((f"a{frame}", ord(value) - 96))
    return Marker(match["text"], match.end(), frame, tuple(values)) if values else None
