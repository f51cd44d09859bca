"""Prepare the starter model's training data: clean pairs, a vocabulary, word alignments and terms.

    python -m translations.starter.prepare CORPUS --output DATA --glossary GLOSSARY.csv \\
        --evaluation CORPUS/eval seeds tests/letters

CORPUS is a folder of `NAME.tsv` or `NAME.tsv.xz` files, `dutch<TAB>english` a line; the weights table says
how much of each is seen. What is under --evaluation is kept out. The result is `sentencepiece.model`, one
array file a source, `weights.json`, `final_weights.json` and `valid.npz`, the same for the same seed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import sentencepiece

from translations.starter import arrays, augmentation, corpus, term_channel, vocabulary, word_alignment
from translations.starter.abbreviations import abbreviated
from translations.starter.corpus import Pair, Share
from translations.starter.document_forms import forms, prose
from translations.starter.evaluation_guard import EvaluationGuard, guard_for
from translations.starter.glossary_lines import articles, lines, read_glossary
from translations.starter.term_phrases import entries_of
from translations.starter.word_alignment import Link

IN_DOMAIN = ("government", "letters")
MADE = (*augmentation.MADE, "abbreviations", "forms", "prose", "glossary", "terms", "term_entries")
"""Sources that come from here and not from a file."""
HELD_OUT = 250
CHANNEL_ROUNDS = 2
"""How often a pair is seen with terms in the channel, each time with others."""
Files = dict[str, list[Pair]]


def say(text: str) -> None:
    """Print a line of progress on the error stream."""
    print(text, file=sys.stderr, flush=True)


def clean_all(folder: Path, shares: Sequence[Share], seed: int, processes: int) -> Files:
    """Return every file cleaned, deduplicated across files and cut to the share that is kept."""
    if processes > 1:
        with multiprocessing.Pool(processes) as pool:
            results = pool.starmap(
                corpus.clean_file, [(folder, share, seed) for share in shares], chunksize=1
            )
    else:
        results = [corpus.clean_file(folder, share, seed) for share in shares]
    for share, (pairs, dropped) in zip(shares, results, strict=True):
        say(f"{share.name}: {len(pairs)} clean, dropped {dict(dropped.most_common())}")
    files, duplicates = corpus.deduplicate([pairs for pairs, _ in results])
    say(f"duplicates dropped: {duplicates}")
    named = dict(zip((share.name for share in shares), files, strict=True))
    sentences = [pair[0] for pairs in files for pair in pairs if " " in pair[0]]
    score = corpus.DomainScore(
        [pair[0] for name in IN_DOMAIN for pair in named.get(name, [])],
        random.Random(seed).sample(sentences, min(len(sentences), 300_000)),
    )
    return {share.name: corpus.choose(named[share.name], share.keep, score, seed) for share in shares}


def guarded(files: Files, guard: EvaluationGuard) -> Files:
    """Return the files without pairs that give away an evaluation sentence; say how many those were."""
    result: Files = {}
    total: Counter[str] = Counter()
    for name, pairs in files.items():
        reasons = [guard.reason(*pair) for pair in pairs]
        result[name] = [pair for pair, reason in zip(pairs, reasons, strict=True) if reason is None]
        found = Counter(reason for reason in reasons if reason)
        total.update(found)
        if found:
            say(f"{name}: evaluation text dropped {dict(found)}")
    say(f"evaluation text dropped in all: {dict(total)}, measured against {len(guard)} evaluation lines")
    return result


def hold_out(files: Files) -> list[Pair]:
    """Take some in-domain pairs at even distances out of the files, for watching the loss; return them."""
    held: list[Pair] = []
    for name in IN_DOMAIN:
        pairs = files.get(name, [])
        chosen = pairs[:: max(2, len(pairs) // HELD_OUT)][:HELD_OUT]
        files[name] = [pair for pair in pairs if pair not in set(chosen)]
        held += chosen
    return held


def vocabulary_lines(files: Files, shares: Mapping[str, Share], seed: int, limit: int) -> list[str]:
    """Return lines for the vocabulary, each file in proportion to its passes."""
    chance = random.Random(f"{seed} vocabulary")
    chosen = [
        side
        for name, pairs in files.items()
        for pair in pairs
        for _ in range(int(shares[name].passes) + (chance.random() < shares[name].passes % 1))
        for side in pair
    ]
    chance.shuffle(chosen)
    return chosen[:limit]


def align_all(files: Files, shares: Mapping[str, Share]) -> dict[str, list[list[Link]]]:
    """Align the words of all files at once; pairs with too few links are dropped from the files."""
    together = [pair for pairs in files.values() for pair in pairs]
    found = iter(word_alignment.align(together))
    links: dict[str, list[list[Link]]] = {}
    for name, pairs in files.items():
        both = [(pair, next(found)) for pair in pairs]
        least = shares[name].least_linked
        kept = [(pair, linked) for pair, linked in both if word_alignment.coverage(pair, linked) >= least]
        if len(kept) < len(both):
            say(f"{name}: {len(both) - len(kept)} pairs dropped whose words do not match")
        files[name], links[name] = [pair for pair, _ in kept], [linked for _, linked in kept]
    return links


def add_channel(
    files: Files,
    links: dict[str, list[list[Link]]],
    shares: Mapping[str, Share],
    glossary: Sequence[Pair],
    seed: int,
) -> None:
    """Add `terms`, pairs seen again with terms in the channel, and `term_entries`, dictionary lines in it."""
    chance = random.Random(f"{seed} channel")
    entries = entries_of([*glossary, *files.get("dictionary", [])])
    chosen: list[tuple[Pair, list[Link]]] = []
    for name in list(files):
        most, longest = shares[name].in_channel, 60 if name in IN_DOMAIN else 35
        both = list(zip(files[name], links[name], strict=True)) if most else []
        both = [item for item in both if 1 <= item[0][0].count(" ") < longest]
        chosen += both if len(both) <= most else chance.sample(both, most)
    pairs, their_links = [pair for pair, _ in chosen], [linked for _, linked in chosen]
    annotated = [
        one
        for number in range(CHANNEL_ROUNDS)
        for one in term_channel.channel_pairs(pairs, their_links, entries, seed + number)
    ]
    files["terms"], links["terms"] = [one.pair for one in annotated], [one.links for one in annotated]
    files["term_entries"] = term_channel.entry_lines(entries, glossary, seed)


def write(
    out: Path,
    name: str,
    pairs: list[Pair],
    links: list[list[Link]] | None,
    longest: int,
    pieces: vocabulary.Pieces,
) -> int:
    """Write a source's arrays and, for reading, its text; return the number of target tokens."""
    encoded = vocabulary.encode_pairs(pieces, pairs, links, longest)
    arrays.save(out / f"{name}.npz", encoded.sources, encoded.targets, encoded.links)
    text = "".join(f"{pairs[i][0]}\t{pairs[i][1]}\n" for i in encoded.kept)
    (out / "text" / f"{name}.tsv").write_text(text, encoding="utf-8")
    tokens = sum(map(len, encoded.targets)) + len(encoded.targets)
    say(f"{name}: {len(encoded.kept)} of {len(pairs)} pairs, {tokens} target tokens")
    return tokens


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the whole preparation."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path(__file__).with_name("weights.csv"))
    parser.add_argument("--glossary", type=Path, help="terms to be known: a CSV file with dutch, english")
    parser.add_argument(
        "--evaluation", type=Path, nargs="*", default=[], help="files or folders never trained on"
    )
    parser.add_argument("--vocabulary", type=Path, help="an existing sentencepiece.model to keep")
    parser.add_argument("--size", type=int, default=8000, help="pieces of a new vocabulary")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--forms", type=int, default=5000, help="lines of fixed forms of papers, and of letters' prose"
    )
    parser.add_argument("--no-alignment", action="store_true", help="leave eflomal, and with it terms, out")
    options = parser.parse_args(arguments)
    (options.output / "text").mkdir(parents=True, exist_ok=True)

    shares = {share.name: share for share in corpus.read_shares(options.weights)}
    guard = guard_for(options.evaluation)
    from_files = [share for share in shares.values() if share.name not in MADE]
    files = guarded(clean_all(options.corpus, from_files, options.seed, options.processes), guard)
    held_out = hold_out(files)
    made = augmentation.made_pairs(files, IN_DOMAIN, options.seed)
    made["abbreviations"] = abbreviated([p for name in IN_DOMAIN for p in files.get(name, [])], options.seed)
    made["forms"] = forms(options.forms, options.seed)
    made["prose"] = prose(options.forms, options.seed)
    files |= guarded(made, guard)
    glossary = read_glossary(options.glossary) if options.glossary else []
    # A glossary's terms may stand alone as an evaluation line; they are in the app, so they are no secret.
    found_articles = articles(glossary, [pair[0] for name in IN_DOMAIN for pair in files.get(name, [])])
    files["glossary"] = lines(glossary, found_articles, options.seed)

    model = options.output / "sentencepiece.model"
    if options.vocabulary is None:
        chosen = vocabulary_lines(files, shares, options.seed, 400_000)
        vocabulary.train(chosen, model, size=options.size, seed=options.seed, threads=options.processes)
        say(f"vocabulary of {options.size} pieces from {len(chosen)} lines")
    elif options.vocabulary.resolve() != model.resolve():
        model.write_bytes(options.vocabulary.read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))

    links: dict[str, list[list[Link]]] = {}
    if not options.no_alignment:
        links = align_all(files, shares)
        terms = [(entry.dutch, entry.english) for entry in glossary]
        add_channel(files, links, shares, terms, options.seed)
    total = 0.0
    for name, pairs in files.items():
        share = shares[name]
        total += share.passes * write(options.output, name, pairs, links.get(name), share.longest, pieces)
    write(options.output, "valid", held_out, None, 96, pieces)
    for file, passes in (
        ("weights.json", {name: shares[name].passes for name in files}),
        ("final_weights.json", {name: shares[name].final_passes for name in files}),
    ):
        (options.output / file).write_text(json.dumps(passes, indent=1), encoding="utf-8")
    say(f"one weighted pass: {total:.0f} target tokens")


if __name__ == "__main__":
    main()
