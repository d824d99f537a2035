"""Examples for the model of clauses: the span candidates of each cue in labelled articles, with their features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.data import records
from benchmarks.label_matching import is_right, labelled_quotes, letters_of, quotes_in_sentence
from benchmarks.softmax import Bools, Candidates, Ints
from searchkit.extraction.clause_model.decide import cue_features_of, find_instances, span_features_of, text_spans_of
from searchkit.extraction.cues.content import find_reports
from searchkit.extraction.cues.find_cues import find_cues
from searchkit.extraction.tagged_article import tag_article
from searchkit.model.article import Article


@dataclass(frozen=True, slots=True)
class ClauseExamples:
    """Span candidates, one group for each cue; `names` are the features by number.

    `articles` int64[n_candidates] is the number of the article of each candidate.
    """

    names: Sequence[str]
    candidates: Candidates
    articles: Ints

    def select(self, chosen: Bools) -> ClauseExamples:
        """Keep some candidates, bool[n_candidates]; a group must be kept as a whole."""
        old = self.candidates
        candidates = Candidates(
            old.features[chosen[old.owners]],
            old.lengths[chosen],
            np.unique(old.groups[chosen], return_inverse=True)[1],
            old.right[chosen],
        )
        return ClauseExamples(self.names, candidates, self.articles[chosen])

    def select_features(self, chosen: Bools) -> ClauseExamples:
        """Keep some features, bool[n_features], of every candidate."""
        old = self.candidates
        new_numbers = np.cumsum(chosen) - 1
        seen = chosen[old.features]
        lengths = np.bincount(old.owners[seen], minlength=len(old.lengths))
        names = [name for name, is_chosen in zip(self.names, chosen, strict=True) if is_chosen]
        candidates = replace(old, features=new_numbers[old.features[seen]], lengths=lengths)
        return ClauseExamples(names, candidates, self.articles)


def collect_examples(path: Path) -> ClauseExamples:
    """The span candidates of all articles in a file of labelled ones."""
    names: dict[str, int] = {}
    features: list[int] = []
    lengths, groups, articles, right = [], [], [], []
    cues: dict[tuple[int, int, int], int] = {}
    for number, record in enumerate(records(path)):
        article = Article(record["doc_id"], record["text"], record["doc_id"], title=record.get("title"))
        labelled = labelled_quotes(record)
        for sentence in tag_article(article).narration():
            quotes = quotes_in_sentence(sentence, labelled)
            cues_in_sentence = find_cues(sentence)
            view, instances = find_instances(sentence, cues_in_sentence, find_reports(sentence, cues_in_sentence))
            for instance in instances:
                cue_features = cue_features_of(view, instance)
                cue = cues.setdefault((number, sentence.tokens[0].start, instance.cue.verb), len(cues))
                for span_candidate, span_features in zip(instance.spans, span_features_of(view, instance), strict=True):
                    letters = (
                        letters_of(article.text, text_spans_of(sentence, span_candidate)) if quotes else frozenset()
                    )
                    all_features = sorted(cue_features + span_features)
                    features.extend(names.setdefault(name, len(names)) for name in all_features)
                    lengths.append(len(all_features))
                    groups.append(cue)
                    articles.append(number)
                    right.append(any(is_right(letters, instance.cue.mention, quote) for quote in quotes))
    candidates = Candidates(np.array(features), np.array(lengths), np.array(groups), np.array(right, dtype=bool))
    return ClauseExamples(list(names), candidates, np.array(articles))
