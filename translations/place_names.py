"""Places as Dutch writes them, with the beginnings of the English words that may stand for each.

A beginning serves for the place and for what is said of it: «Duitsland» is in "Germany" and in "German".
Spellings follow the Dutch Language Union's list of place names and the British government's.
"""

from __future__ import annotations

from functools import cache

_COUNTRIES = """
Afghanistan afghan; Albanië albani; Algerije algeri; Angola angol; Argentinië argentin; Armenië armeni;
Australië australi; Azerbeidzjan azerbaij azeri; Bahrein bahrain; Bangladesh bangla bengal; België belgi;
Benin benin; Bolivia bolivi; Bosnië bosni; Botswana botswan; Brazilië brazil; Bulgarije bulgari; Burkina
burkin; Burundi burundi; Cambodja cambodi; Canada canad; Chili chile; China chin prc; Colombia colombi;
Congo congo drc; Cuba cuba; Cyprus cypr; Denemarken denmark danish dane; Duitsland german; Ecuador ecuador;
Egypte egypt; Eritrea eritre; Estland estoni; Ethiopië ethiopi; Filipijnen philippin filipin; Finland
finland finnish finn; Frankrijk france french; Gambia gambia; Georgië georgi; Ghana ghana; Griekenland gree;
Guatemala guatemal; Guinee guinea; Haïti haiti; Honduras hondur; Hongarije hungar; Ierland ireland irish;
IJsland iceland; India india; Indonesië indonesi; Irak iraq; Iran iran; Israël israel; Italië ital;
Ivoorkust ivoire ivor; Jamaica jamaica; Japan japan; Jemen yemen; Jordanië jordan; Kazachstan kazakh; Kenia
kenya; Kirgizië kyrgyz; Kirgistan kyrgyz; Koeweit kuwait; Korea korea; Kosovo kosov; Kroatië croat; Laos
lao; Letland latvi; Libanon leban; Liberia liberia; Libië libya; Litouwen lithuan; Luxemburg luxemb;
Macedonië macedoni; Madagaskar madagas malagas; Malawi malawi; Maleisië malays; Mali mali; Malta malt;
Marokko morocc; Mauritanië mauritani; Mexico mexic; Moldavië moldov moldav; Mongolië mongol; Montenegro
montenegr; Mozambique mozambi; Myanmar myanmar burm; Namibië namibi; Nepal nepal; Nicaragua nicaragu; Niger
niger; Nigeria nigeria; Noorwegen norw; Oeganda uganda; Oekraïne ukrain; Oezbekistan uzbek; Oman oman;
Oostenrijk austria; Pakistan pakistan; Palestina palestin; Panama panama; Paraguay paragua; Peru peru; Polen
pol; Portugal portug; Qatar qatar; Roemenië romani; Rusland russia; Rwanda rwand; Senegal senegal; Servië
serbi; Singapore singapor; Slovenië sloven; Slowakije slovak; Soedan sudan; Somalië somali; Spanje spain
spani; Suriname surinam; Syrië syria; Tadzjikistan tajik; Taiwan taiwan; Tanzania tanzan; Thailand thai;
Tibet tibet; Togo togo; Tsjaad chad; Tsjechië czech; Tsjetsjenië chech; Tunesië tunisi; Turkije turk türk;
Turkmenistan turkmen; Uruguay urugua; Venezuela venezuel; Vietnam vietnam; Zambia zambia; Zimbabwe zimbabwe;
Zweden swed; Zwitserland switzerland swiss
"""
_PLACES = """
Aleppo alepp; Almere almere; Amersfoort amersfoort; Amsterdam amsterdam; Ankara ankara; Antarctica
antarctic; Antwerpen antwerp; Apeldoorn apeldoorn; Arnhem arnhem; Assen assen; Athene athen; Bagdad baghdad;
Bangkok bangkok; Bazel basel basle; Belgrado belgrad; Berlijn berlin; Boedapest budapest; Bonaire bonaire;
Brabant brabant; Breda breda; Brugge bruges; Brussel brussels; Caïro cairo; Charleroi charleroi; Curaçao
curaçao curacao; Damascus damasc; Delft delft; Donau danub; Deventer deventer; Drenthe drenthe; Drachten
drachten; Dubai dubai; Eindhoven eindhoven; Enschede enschede; Flevoland flevoland; Friesland friesland
frisian fryslân; Gaza gaza; Gelderland gelderland; Genève geneva; Gent ghent; Groningen groning; Haarlem
haarlem; Hasselt hasselt; Heerlen heerlen; Hilversum hilversum; Hongkong hong; Istanbul istanbul; Jakarta
jakarta; Jeruzalem jerusalem; Kabul kabul; Karabach karabakh; Keulen cologne; Kiev kyiv kiev; Kinshasa
kinshasa; Kopenhagen copenhagen; Leeuwarden leeuwarden; Leiden leiden; Lelystad lelystad; Leuven leuven
louvain; Limburg limburg; Lissabon lisbon; Londen london; Luik liège liege; Maastricht maastricht; Madrid
madrid; Mechelen mechelen malines; Middelburg middelburg; Milaan milan; Moskou moscow; München munich; Namen
namur; Nijmegen nijmegen; Oostende ostend; Overijssel overijssel; Parijs paris; Peking beijing peking; Praag
prague; Pyongyang pyongyang; Rijn rhine; Rome rome roman; Rotterdam rotterdam; Saba saba; Schiphol schiphol;
Seoul seoul; Shanghai shanghai; Spitsbergen spitsbergen svalbard; Straatsburg strasbourg; Teheran tehran
teheran; Tigray tigray; Tilburg tilburg; Tokio tokyo; Tripoli tripoli; Turnhout turnhout; Twente twente;
Utrecht utrecht; Venlo venlo; Venetië veni; Verviers verviers; Vlaanderen flanders flemish; Vlissingen
vlissingen flushing; Wallonië wallon; Warschau warsaw; Wassenaar wassenaar; Wenen vienna; Xinjiang xinjiang;
Zeeland zeeland zealand; Zürich zurich zürich; Zwolle zwolle
"""


@cache
def place_names() -> dict[str, tuple[str, ...]]:
    """Return the beginnings of English words for each Dutch place, both in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in f"{_COUNTRIES};{_PLACES}".split(";"):
        dutch, *english = entry.split()
        found[dutch.lower()] = tuple(english)
    return found
