"""The whole preparation, from a folder of pairs to the arrays that training reads."""

from __future__ import annotations

import json
import lzma
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import sentencepiece

from translations.starter import augmentation, cleaning
from translations.starter.abbreviations import abbreviated
from translations.starter.corpus import DomainScore, choose, read_shares
from translations.starter.document_forms import forms, prose
from translations.starter.prepare import MADE, main

WEIGHTS = "name,passes,final_passes,keep,sample,longest,least_linked,in_channel\n" + "".join(
    f"{name},{passes},1,1,1,{longest},0,{channel}\n"
    for name, passes, longest, channel in (
        ("government", 2, 96, 999),
        ("letters", 2, 96, 999),
        *((made, 1, 128, 0) for made in ("capitals", "fragments", "lists", "glued", "copies")),
        *((made, 1, 128, 0) for made in ("abbreviations", "forms", "prose", "glossary")),
        *((made, 1, 128, 0) for made in ("terms", "term_entries")),
    )
)
SECRET = (
    "Deze zin staat in de toets en mag nooit geleerd worden.",
    "This sentence is in the test; never learn it.",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder of pairs of which some are wrong, and an evaluation set."""
    folder = tmp_path_factory.mktemp("corpus")
    chance = random.Random(1)
    nouns = [
        ("minister", "minister"),
        ("brief", "letter"),
        ("motie", "motion"),
        ("Kamer", "House"),
        ("wet", "law"),
    ]
    verbs = [("bespreekt", "discusses"), ("leest", "reads"), ("noemt", "mentions"), ("steunt", "supports")]
    rows = []
    for number in range(400):
        (a, b), (c, d), (e, f) = chance.choice(nouns), chance.choice(verbs), chance.choice(nouns)
        rows.append(f"De {a} {c} de {e} over zaak {number}.\tThe {b} {d} the {f} on case {number}.")
    rows += ["De minister noemt zaak 12.\tThe minister mentions case 13.", "\t".join(SECRET)]
    (folder / "government.tsv").write_text("\n".join(rows[:250]) + "\n", "utf-8")
    with lzma.open(folder / "letters.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(rows[200:]) + "\n")
    (folder / "weights.csv").write_text(WEIGHTS, "utf-8")
    (folder / "glossary.csv").write_text("dutch,english,part_of_speech\nmotie,motion,noun\n", "utf-8")
    (folder / "eval").mkdir()
    (folder / "eval" / "dev.tsv").write_text("\t".join(SECRET) + "\n", "utf-8")
    return folder


def run(corpus: Path, out: Path, *more: str) -> None:
    main(
        [
            str(corpus), "--output", str(out), "--weights", str(corpus / "weights.csv"),
            "--glossary", str(corpus / "glossary.csv"), "--evaluation", str(corpus / "eval"),
            "--size", "700", "--processes", "1", "--forms", "300", *more,
        ]
    )  # fmt: skip


@pytest.fixture(scope="module")
def prepared(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data")
    run(corpus, out, "--no-alignment")
    return out


def texts(folder: Path, name: str) -> str:
    return (folder / "text" / f"{name}.tsv").read_text("utf-8")


def test_arrays_give_back_the_pairs_they_were_made_of(prepared: Path) -> None:
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(prepared / "sentencepiece.model"))
    arrays = np.load(prepared / "government.npz")
    offsets = arrays["src_off"]
    decoded = [pieces.decode(arrays["src"][a:b].tolist()) for a, b in pairwise(offsets)]
    assert decoded == [line.split("\t")[0] for line in texts(prepared, "government").splitlines()]
    assert arrays["src"].dtype == np.uint16
    assert len(arrays["tgt_off"]) == len(offsets)


def test_wrong_duplicate_and_evaluation_pairs_are_gone(prepared: Path) -> None:
    everything = texts(prepared, "government") + texts(prepared, "letters")
    assert "zaak 12.\tThe minister mentions case 13" not in everything
    assert SECRET[0] not in everything
    assert len(set(everything.splitlines())) == len(everything.splitlines())


def test_weights_name_every_source(prepared: Path) -> None:
    weights = json.loads((prepared / "weights.json").read_text("utf-8"))
    assert weights["government"] == 2
    assert all((prepared / f"{name}.npz").exists() for name in weights)
    assert set(weights) == set(json.loads((prepared / "final_weights.json").read_text("utf-8")))
    assert len(np.load(prepared / "valid.npz")["src_off"]) > 2


def test_the_same_seed_gives_the_same_data_and_an_existing_vocabulary_is_kept(
    corpus: Path, prepared: Path, tmp_path: Path
) -> None:
    run(corpus, tmp_path, "--no-alignment", "--vocabulary", str(prepared / "sentencepiece.model"))
    for name in ("government", "capitals", "forms", "prose", "glossary"):
        assert texts(tmp_path, name) == texts(prepared, name)
        assert np.array_equal(
            np.load(tmp_path / f"{name}.npz")["tgt"], np.load(prepared / f"{name}.npz")["tgt"]
        )


def test_the_vocabulary_normalises_and_knows_the_channel(prepared: Path) -> None:
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(prepared / "sentencepiece.model"))
    assert [pieces.piece_to_id(symbol) for symbol in ("<unk>", "<s>", "</s>", "⟦", "⇢", "⟧")] == list(
        range(6)
    )
    same = pieces.encode("«de minister» over sa\u00admen e\u0308 – “ja”…")
    assert same == pieces.encode('"de minister" over samen ë – "ja"...')
    assert pieces.unk_id() not in pieces.encode("Łukasz Erdoğan, Çelik & Žižek: € 5, § 3 (50%) [x] «…»")
    assert all(len(piece.strip("▁")) <= 1 for piece in pieces.encode("1234", out_type=str))


@pytest.mark.training
def test_with_alignment_pairs_have_links_and_terms(corpus: Path, tmp_path: Path) -> None:
    run(corpus, tmp_path)
    arrays = np.load(tmp_path / "terms.npz")
    assert arrays["align_off"][-1] == len(arrays["align"]) > 0
    assert len(texts(tmp_path, "terms").splitlines()) > len(texts(tmp_path, "government").splitlines())
    assert "⟦" in texts(tmp_path, "terms")
    assert "⟦ motie ⇢ motion ⟧\tmotion" in texts(tmp_path, "term_entries")


def test_made_pairs_keep_their_numbers() -> None:
    chance = random.Random(3)
    pairs = [augmentation.reference(chance) for _ in range(300)] + forms(600, 3) + prose(600, 3)
    assert [pair for pair in pairs if not cleaning.numbers_agree(*pair)] == []


def test_headings_lists_and_glued_pairs_change_both_sides_alike() -> None:
    pair = ("De brief is van belang.", "The letter is important.")
    chance = random.Random(1)
    seen = {augmentation.capitals(pair, chance) for _ in range(30)}
    assert ("DE BRIEF IS VAN BELANG", "THE LETTER IS IMPORTANT") in seen
    assert ("De Brief Is van Belang", "The Letter Is Important") in seen
    assert ("de brief is van belang", "the letter is important") in {
        augmentation.fragment(pair, chance) for _ in range(30)
    }
    dutch, english = augmentation.list_item(pair, chance)
    assert dutch.split(" ")[0] == english.split(" ")[0]
    assert augmentation.glued([pair, ("Nee", "No")], 0, 2) == (f"{pair[0]} Nee.", f"{pair[1]} No.")


def test_the_share_kept_is_nearest_to_the_domain_with_some_by_chance() -> None:
    near = [(f"de minister van staat {n}", "x") for n in range(50)]
    far = [(f"klik op knop {n}", "x") for n in range(50)]
    score = DomainScore([pair[0] for pair in near], [pair[0] for pair in near + far])
    kept = choose(far + near, 0.5, score, 1)
    assert len(kept) == 50
    assert 40 <= sum(pair in near for pair in kept) < 50


def test_the_weights_that_ship_rank_government_text_highest() -> None:
    shares = read_shares(Path(cleaning.__file__).with_name("weights.csv"))
    from_files = [share for share in shares if share.name not in MADE]
    assert {share.name for share in sorted(from_files, key=lambda share: -share.passes)[:2]} == {
        "government",
        "letters",
    }


def test_phrases_are_abbreviated_as_letters_do_each_only_so_often() -> None:
    pairs = [
        (f"Zie met name artikel {n} tot en met {n + 1}.", f"See in particular Article {n} to {n + 1}.")
        for n in range(9)
    ]
    made = abbreviated(pairs, 1, each=3)
    assert len(made) == 3
    assert all(dutch.startswith("Zie m.n. art. ") and " t/m " in dutch for dutch, _ in made)
    assert abbreviated([("Hij is er.", "He is there.")], 1) == []
