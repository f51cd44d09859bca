"""A hyphen at a line's end is the typesetter's or the word's own, told by evidence."""

from __future__ import annotations

import pytest

from reader.reflow.hyphens import DocumentWords, joint


def joined(before: str, after: str, *document: str) -> str:
    how = joint(before, after, DocumentWords.of(document))
    first = how.first + after[1:] if how.first else after
    return before[: len(before) - how.drop] + how.glue + first


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # the typesetter's hyphen goes
        ("over de mensenrechten-", "situatie in Xinjiang", "over de mensenrechtensituatie in Xinjiang"),
        ("de Chinese vicemi-", "nister van", "de Chinese viceminister van"),
        ("gezichtsherkenningsap-", "paratuur.", "gezichtsherkenningsapparatuur."),
        ("enkele honderddui-", "zenden tot", "enkele honderdduizenden tot"),
        ("de mensenrechte-", "nambassadeur de", "de mensenrechtenambassadeur de"),
        ("het financi-", "eel beleid", "het financieel beleid"),
        ("de rijksfinanci-", "ële positie", "de rijksfinanciële positie"),
        ("een ex-", "plosie in", "een explosie in"),
        ("de nieu-", "we ronde", "de nieuwe ronde"),
        ("de VN-Mensen-", "rechtenraad in", "de VN-Mensenrechtenraad in"),
        ("de software-in-", "dustrie in", "de software-industrie in"),
        ("de niet-na-", "leving van", "de niet-naleving van"),
        ("de Eu-", "ropese Unie", "de Europese Unie"),
        ("de corona-", "crisis is", "de coronacrisis is"),
        ("zijn verantwoordelijk-", "heid voor", "zijn verantwoordelijkheid voor"),
        ("de Antwoor-", "den, Vragen en", "de Antwoorden, Vragen en"),
        ("ONTWIKKELINGS-", "SAMENWERKING", "ONTWIKKELINGSSAMENWERKING"),
        (
            "VOOR BUITENLANDSE HANDEL EN ONTWIKKELINGS-",
            "SAMENWERKING",
            "VOOR BUITENLANDSE HANDEL EN ONTWIKKELINGSSAMENWERKING",
        ),
        # a lost trema comes back
        ("om dit te be-", "invloeden door", "om dit te beïnvloeden door"),
        ("de co-", "ordinatie van", "de coördinatie van"),
        ("in Oekra-", "ine is", "in Oekraïne is"),
        # a hyphen that suspends a word stays, with its space
        ("door identiteits-", "en veiligheidscontroles", "door identiteits- en veiligheidscontroles"),
        ("voor kinder-", "of jeugdhulp", "voor kinder- of jeugdhulp"),
        ("zowel binnen-", "als buitenland", "zowel binnen- als buitenland"),
        ("van 10-", "tot 20-jarigen", "van 10- tot 20-jarigen"),
        # the word's own hyphen stays
        ("de Han-", "Chinese bevolking", "de Han-Chinese bevolking"),
        ("uit Nagorno-", "Karabach in", "uit Nagorno-Karabach in"),
        ("de EU-", "lidstaten", "de EU-lidstaten"),
        ("de VN-", "Mensenrechtenraad", "de VN-Mensenrechtenraad"),
        ("met ex-", "gedetineerden", "met ex-gedetineerden"),
        ("de co-", "ouder", "de co-ouder"),
        ("een 20-", "jarige", "een 20-jarige"),
        ("de minister-", "president", "de minister-president"),
        ("de secretaris-", "generaal", "de secretaris-generaal"),
        ("de energie-", "infrastructuur", "de energie-infrastructuur"),
        ("het mkb-", "beleid", "het mkb-beleid"),
        ("een ngo-", "rapport", "een ngo-rapport"),
        ("de niet-", "gouvernementele", "de niet-gouvernementele"),
        ("J.G. Brouwer-", "ten Cate", "J.G. Brouwer-ten Cate"),
        ("de «stop-", "de-klok»-richtlijn", "de «stop-de-klok»-richtlijn"),
        ("de «stop-de-", "klok»-richtlijn", "de «stop-de-klok»-richtlijn"),
        ("«stop-de-klok»-", "richtlijn", "«stop-de-klok»-richtlijn"),
        ("een kandidaat-", "notaris is", "een kandidaat-notaris is"),
        ("de medisch-", "ethische toets", "de medisch-ethische toets"),
        ("van de 9bis-", "aanvragen", "van de 9bis-aanvragen"),
        ("een hand-in-", "handcamera", "een hand-in-handcamera"),
        ("de motie-", "Van der Laken", "de motie-Van der Laken"),
        ("lhbtiq+-", "personen", "lhbtiq+-personen"),
        # other signs at a line's end
        ("in 2016/", "2017", "in 2016/2017"),
        ("de jaren 2019–", "2022", "de jaren 2019–2022"),
        ("een miljoen –", "overwegend", "een miljoen – overwegend"),
        ("moslims -", "vast", "moslims - vast"),
        ("een gewone", "regel", "een gewone regel"),
    ],
)
def test_lines_are_joined_by_what_stands_around_the_break(before: str, after: str, expected: str) -> None:
    assert joined(before, after) == expected


def test_the_documents_own_words_decide() -> None:
    assert joined("een product-", "landcombinatie") == "een productlandcombinatie"
    seen = "die product-landcombinatie is bekend"
    assert joined("een product-", "landcombinatie", seen) == "een product-landcombinatie"


def test_a_name_of_the_document_makes_no_compound() -> None:
    seen = "toen Maduro zijn ambt aanvaardde en de Kamer dat besprak"
    assert joined("het Maduro-", "regime in", seen) == "het Maduro-regime in"
    assert joined("alle Kamer-", "fracties in", seen) == "alle Kamerfracties in"
    assert joined("het Maduro-", "regime in", "het Maduroregime valt") == "het Maduroregime in"


def test_a_name_that_the_document_writes_with_a_hyphen_keeps_it() -> None:
    assert joined("het Xinjiang-", "dossier", "het Xinjiang-beleid is") == "het Xinjiang-dossier"
    assert joined("het Mensen-", "rechtenfonds", "het Xinjiang-beleid is") == "het Mensenrechtenfonds"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "https://www.hrw.org/report/chinas-campaign-",
            "repression-against",
            "https://www.hrw.org/report/chinas-campaign-repression-against",
        ),
        (
            "https://www.economist.com/scn/tw/te/bl/ed/",
            "chinahasturned",
            "https://www.economist.com/scn/tw/te/bl/ed/chinahasturned",
        ),
        ("https://", "www.movisie.nl/sites", "https://www.movisie.nl/sites"),
        (
            "www.movisie.nl/220315_%20Regenboogbeleid",
            "%202022.pdf",
            "www.movisie.nl/220315_%20Regenboogbeleid%202022.pdf",
        ),
        (
            "(www.volkskrant.nl/ambtenaren-zien-nog-veel-",
            "juridische-hobbels/)",
            "(www.volkskrant.nl/ambtenaren-zien-nog-veel-juridische-hobbels/)",
        ),
        ("https://www.pianoo.nl/", "en https://x.nl", "https://www.pianoo.nl/ en https://x.nl"),
        ("https://www.pianoo.nl/", "Zie ook", "https://www.pianoo.nl/ Zie ook"),
        ("Zie https://www.x.nl.", "Het kabinet", "Zie https://www.x.nl. Het kabinet"),
        ("(https://www.x.nl/a)", "en/of", "(https://www.x.nl/a) en/of"),
    ],
)
def test_addresses_broken_over_lines_are_joined(before: str, after: str, expected: str) -> None:
    assert joined(before, after) == expected
