"""Golden values of keras.datasets on small files of the same formats, and of keras.utils. Writes datasets/* beside this script."""
import io
import json
import os
import pickle
import struct

import numpy as np
import keras
from keras.src.datasets import imdb, reuters, boston_housing, california_housing, cifar100

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "datasets")
os.makedirs(HERE, exist_ok=True)
rng = np.random.RandomState(5)


def python2_batch(data, **labels):
    """A batch as Python 2 pickled it: protocol 2, byte strings, memo, numpy.core."""
    out = io.BytesIO()
    w = out.write

    def s(text):
        text = text if isinstance(text, bytes) else text.encode()
        w(b"U" + bytes([len(text)]) + text if len(text) < 256 else b"T" + struct.pack("<i", len(text)) + text)

    w(b"\x80\x02}q\x01(")
    s("batch_label"); s("a test")
    for key, values in labels.items():
        s(key)
        w(b"]q\x06(")
        for l in values:
            w(b"K" + bytes([l]))
        w(b"e")
    s("data")
    w(b"cnumpy.core.multiarray\n_reconstruct\nq\x09cnumpy\nndarray\nq\x0aK\x00\x85U\x01b\x87Rq\x0b(K\x01K" + bytes([data.shape[0]]) + b"M" + struct.pack("<H", data.shape[1]) + b"\x86")
    w(b"cnumpy\ndtype\nq\x0cU\x02u1K\x00K\x01\x87Rq\x0d(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89")
    s(data.tobytes())
    w(b"tb")
    s("filenames"); w(b"]q\x10("); [s(f"f{i}.png") for i in range(len(data))]; w(b"eu.")
    return out.getvalue()


home = os.path.join(HERE, "cifar")
ten = os.path.join(home, "datasets", "cifar-10-batches-py-target", "cifar-10-batches-py")
hundred = os.path.join(home, "datasets", "cifar-100-python")
os.makedirs(ten, exist_ok=True)
os.makedirs(hundred, exist_ok=True)
for i, name in enumerate([f"data_batch_{j}" for j in range(1, 6)] + ["test_batch"]):
    data = rng.randint(0, 256, (2, 3072)).astype("uint8")
    open(os.path.join(ten, name), "wb").write(python2_batch(data, labels=[i, 9 - i]))
for name in ("train", "test"):
    data = rng.randint(0, 256, (3, 3072)).astype("uint8")
    open(os.path.join(hundred, name), "wb").write(python2_batch(data, fine_labels=[5, 99, 0], coarse_labels=[1, 19, 0]))

out = {}
for p in range(6):
    open(os.path.join(HERE, f"values{p}.pickle"), "wb").write(pickle.dumps(
        {"ints": [0, 1, -1, 255, 256, 65536, -2**31, 2**40, -2**62], "floats": [0.5, -1e300], "text": "grüße", "none": None, "yes": True, "no": False,
         "tuple": (1, (2, 3), (), (4,), (5, 6, 7, 8)), "array": np.arange(6, dtype="int32").reshape(2, 3), "doubles": np.array([1.5, -2.0]), "lists": np.array([[1, 2], [3]], dtype=object)}, protocol=p))

words = [list(map(int, rng.randint(1, 40, rng.randint(3, 12)))) for _ in range(20)]
labels = rng.randint(0, 2, 20)
obj = lambda x: np.array(x + [None], dtype=object)[:-1]
np.savez_compressed(os.path.join(HERE, "imdb.npz"), x_train=obj(words[:12]), y_train=labels[:12], x_test=obj(words[12:]), y_test=labels[12:])
np.savez(os.path.join(HERE, "reuters.npz"), x=obj(words), y=rng.randint(0, 46, 20))
np.savez(os.path.join(HERE, "housing.npz"), x=rng.rand(650, 2), y=rng.rand(650))


def fixed(name):
    return lambda *a, **k: os.path.join(HERE, name)


def lists(result):
    (a, b), (c, d) = result
    return [[list(map(int, s)) for s in a], np.asarray(b).tolist(), [list(map(int, s)) for s in c], np.asarray(d).tolist()]


for module, name in ((imdb, "imdb.npz"), (reuters, "reuters.npz"), (boston_housing, "housing.npz"), (california_housing, "housing.npz")):
    module.get_file = fixed(name)
out["imdb"] = [lists(imdb.load_data(**k)) for k in ({}, {"num_words": 20, "skip_top": 6}, {"maxlen": 8, "oov_char": None, "num_words": 30}, {"start_char": None, "index_from": 0, "seed": 7}, {"start_char": None})]
out["reuters"] = [lists(reuters.load_data(**k)) for k in ({}, {"num_words": 20, "skip_top": 6, "test_split": 0.5}, {"maxlen": 8, "oov_char": None, "num_words": 30})]
(a, b), (c, d) = boston_housing.load_data()
out["boston"] = {"shapes": [list(v.shape) for v in (a, b, c, d)], "first": [a[0].tolist(), float(b[0]), c[-1].tolist(), float(d[-1])]}
(a, b), (c, d) = california_housing.load_data("small", test_split=0.25, seed=3)
out["california"] = {"shapes": [list(v.shape) for v in (a, b, c, d)], "first": [a[0].tolist(), float(b[0]), c[-1].tolist(), float(d[-1])]}
from keras.src.datasets.cifar import load_batch


class Small:
    """cifar10.load_data counts on batches of 10,000; this is the same with any number."""
    @staticmethod
    def load_data():
        parts = [load_batch(os.path.join(ten, n)) for n in [f"data_batch_{i}" for i in range(1, 6)] + ["test_batch"]]
        last = lambda x: x.transpose(0, 2, 3, 1)
        return (last(np.concatenate([p[0] for p in parts[:5]])), np.concatenate([p[1] for p in parts[:5]]).reshape(-1, 1).astype("uint8")), (last(parts[5][0]), np.array(parts[5][1]).reshape(-1, 1).astype("uint8"))


cifar100.get_file = fixed(os.path.dirname(hundred))
for name, module, k in (("cifar10", Small, {}), ("cifar100", cifar100, {}), ("cifar100_coarse", cifar100, {"label_mode": "coarse"})):
    (a, b), (c, d) = module.load_data(**k)
    out[name] = {"shapes": [list(v.shape) for v in (a, b, c, d)], "dtypes": [str(v.dtype) for v in (a, b, c, d)], "labels": [b.ravel().tolist(), d.ravel().tolist()],
                 "sums": [int((a.astype("int64") * (1 + np.arange(a.size).reshape(a.shape) % 1009)).sum()), int((c.astype("int64") * (1 + np.arange(c.size).reshape(c.shape) % 1009)).sum())]}

u = keras.utils
out["normalize"] = [u.normalize(np.array([[3., 4.], [0., 0.], [1., -1.]])).tolist(), u.normalize(np.array([[3, 4], [1, 1]]), order=1).tolist(), u.normalize(np.array([[3., 4.], [1., 1.]], dtype="float32"), axis=1, order=3).tolist(),
                    str(u.normalize(np.array([[3., 4.]], dtype="float32")).dtype), str(u.normalize(np.array([[3, 4]], dtype="uint8")).dtype)]
s = [[1, 2, 3], [4], [], [5, 6, 7, 8]]
out["pad"] = [u.pad_sequences(s, **k).tolist() for k in ({}, {"maxlen": 2}, {"maxlen": 2, "truncating": "post"}, {"maxlen": 6, "padding": "post", "value": 9}, {"maxlen": 3, "padding": "post", "truncating": "post", "value": -1.7},
                                                        {"dtype": "float32", "value": 0.5, "maxlen": 3})]
json.dump(out, open(os.path.join(HERE, "values.json"), "w"))
