"""The Dutch words by which a full stop is told from the point of an abbreviation.

They are the forms met in Dutch parliamentary papers, with and without their inner points.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words("""
    nr nrs no nos dr drs mr mrs ir ing prof mw mevr dhr ds jhr jkvr sr em lic bc ba
    gen kol lt lt-kol lt-gen maj kapt sgt adm
    art artt blz p pp pag par hfst hfdst bijl fig afb tab vgl cf red vert
    bijv bv d.w.z dwz m.b.t mbt t.o.v tov t.b.v tbv t.a.v tav t.g.v i.v.m ivm i.p.v ipv i.h.k.v i.h.b ihb
    i.c i.t.t i.o.m i.s.m i.o i.v.t m.n m.i.v miv m.u.v m.b.v mbv m.m.v m.h.o n.a.v nav o.a oa o.b.v obv
    o.g.v ogv o.l.v olv o.m o.v.v a.d.h.v adhv a.g.v a.h.w b.v c.q cq d.d dd h.t.k
    m.a.w maw m.i o.i p.p q.q r.k u.i w.o wo z.o.z v.d v/d a/d resp ca circa incl excl max min zgn zg
    eerw weled edelgestr hooggel st vs t.w tw nl t.h.v t.l.v t.n.v o.t.v p.a t/m pct tel vz plv wnd
    secr min.-pres gem ned eng fr
    """)
"""Abbreviations that always lean on what follows ("nr. 107", "o.a. Xinjiang"); lower case, no last point."""

MAY_BE_LAST = _words("""
    jl jl.s ll l.l a.s as enz etc e.d ed e.a ea c.s cs ibid ib id i.d o.i.d oid jr b.d a.i s.v.p svp t.z.t tzt
    i.b.g b.g v.chr n.chr chr jan feb febr mrt apr jun jul aug sept okt nov dec stb stcrt trb pb pbeu
    inc ltd corp co plc gmbh v.o.f p.p.m p.m p.j pj p.w p.u n.v.t nvt m.m mln mld
    loc.cit op.cit e.o eo e.v ev n.b nb z.s.m zsm n.n.b p.s ps m u km cm mm kg ha uur
    """)
"""Abbreviations that may close a sentence: a capital after them opens the next ("12 april jl. Op …")."""

ALSO_A_WORD = _words("bc ba bv em fig gen kol max min no nos om par red secr st tel vert wo")
"""Of those that lean on what follows, the ones that are a word too: "de zon scheen min. De …"."""

STARTERS = _words("""
    aan al alle als anders andere beide bent bij binnen bovendien buiten daar daarbij daardoor daarin daarmee
    daarnaast daarom daarop daartoe daarvan daarvoor dan dat de deelt deze die dit doordat door dus echter een
    eerder en er gelet gezien graag heeft hebben het hier hierbij hierdoor hiermee hierop hij hoe hoewel ik in
    indien is ja klopt kunt kan kunnen maar mede men met mijn na naar naast nadat nee niet nu of om omdat
    onder ons onze ook op over reeds samen sinds slechts sommige tegelijkertijd ten tevens tijdens toch toen
    tot totdat tussen u uit uw vanaf vandaag vanuit veel verder vervolgens via volgens voor voorts voordat
    waar waarom waarbij wanneer want was wat we wel welke wie wij wil wordt worden zal ze zie zij zijn zo
    zodra zoals zonder zullen
    """)
"""Words that, with a capital, are far more often the start of a sentence than part of a name."""

NAME_PARTICLES = _words("de den der ter ten te van von el al la le du des di")
"""Between an initial and a surname ("J. De Vries"), where a capital does not start a sentence."""

TAKES_A_LETTER = _words("""
    bijlage categorie onderdeel variant optie scenario vitamine deel groep tabel klasse type sub letter punt
    box onder hepatitis label vak kolom rij
    """)
"""After these a single capital is a label, not an initial: "Zie bijlage B. De …"."""
