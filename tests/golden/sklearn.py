"""Golden values of sklearn.model_selection. scikit-learn's own steps (1.7), written down with NumPy alone. Writes sklearn.json beside this script; SplitTests.cs computes the same."""
import json
import math
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def train_test(n, test_size, seed):
    test = math.ceil(test_size * n)
    order = np.random.RandomState(seed).permutation(n)
    return [order[test:].tolist(), order[:test].tolist()]


def approximate_mode(class_counts, n_draws, rng):
    continuous = class_counts / class_counts.sum() * n_draws
    floored = np.floor(continuous)
    need_to_add = int(n_draws - floored.sum())
    if need_to_add > 0:
        remainder = continuous - floored
        for value in np.sort(np.unique(remainder))[::-1]:
            (inds,) = np.where(remainder == value)
            add_now = min(len(inds), need_to_add)
            inds = rng.choice(inds, size=add_now, replace=False)
            floored[inds] += 1
            need_to_add -= add_now
            if need_to_add == 0:
                break
    return floored.astype(int)


def stratified(y, n_train, n_test, seed):
    classes, y_indices = np.unique(y, return_inverse=True)
    counts = np.bincount(y_indices)
    class_indices = np.split(np.argsort(y_indices, kind="mergesort"), np.cumsum(counts)[:-1])
    rng = np.random.RandomState(seed)
    n_i = approximate_mode(counts, n_train, rng)
    t_i = approximate_mode(counts - n_i, n_test, rng)
    train, test = [], []
    for i in range(len(classes)):
        indices = class_indices[i].take(rng.permutation(counts[i]), mode="clip")
        train.extend(indices[: n_i[i]])
        test.extend(indices[n_i[i]: n_i[i] + t_i[i]])
    return [rng.permutation(train).tolist(), rng.permutation(test).tolist()]


def kfold(n, k, seed):
    indices = np.arange(n)
    if seed is not None:
        np.random.RandomState(seed).shuffle(indices)
    sizes = np.full(k, n // k, dtype=int)
    sizes[: n % k] += 1
    ends = np.cumsum(sizes)
    return [sorted(indices[e - s:e].tolist()) for s, e in zip(sizes, ends)]


def stratified_kfold(y, k, seed):
    _, y_idx, y_inv = np.unique(y, return_index=True, return_inverse=True)
    _, class_perm = np.unique(y_idx, return_inverse=True)
    encoded = class_perm[y_inv]
    order = np.sort(encoded)
    allocation = np.asarray([np.bincount(order[i::k], minlength=len(y_idx)) for i in range(k)])
    folds = np.empty(len(y), dtype="i")
    rng = np.random.RandomState(seed)
    for c in range(len(y_idx)):
        of = np.arange(k).repeat(allocation[:, c])
        if seed is not None:
            rng.shuffle(of)
        folds[encoded == c] = of
    return [np.where(folds == i)[0].tolist() for i in range(k)]


y = np.array([2, 0, 1, 1, 2, 2, 0, 1, 2, 2, 1, 0, 2, 2, 0, 1, 1, 2, 0, 2, 2, 1, 0])
out = {
    "y": y.tolist(),
    "train_test": {f"{n},{size},{seed}": train_test(n, size, seed) for n, size, seed in [(23, 0.2, 42), (7, 0.33, 0), (101, 0.25, 7)]},
    "stratified": {f"{train},{test},{seed}": stratified(y, train, test, seed) for train, test, seed in [(18, 5, 42), (17, 6, 0), (10, 4, 3), (13, 10, 1)]},
    "kfold": {f"{n},{k},{seed}": kfold(n, k, seed) for n, k, seed in [(11, 3, None), (23, 5, 1), (8, 8, 5)]},
    "stratified_kfold": {f"{k},{seed}": stratified_kfold(y, k, seed) for k, seed in [(3, None), (4, 2), (5, 9)]},
    "shuffle": {f"{n},{seed}": (lambda i: (np.random.RandomState(seed).shuffle(i), i.tolist())[1])(np.arange(n)) for n, seed in [(9, 0), (23, 42)]},
}
json.dump(out, open(os.path.join(HERE, "sklearn.json"), "w"))
