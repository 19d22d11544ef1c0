"""Golden values of random numbers: Python, NumPy, TensorFlow and Keras 3. Writes random/*.json beside this script.

Large outputs are kept as the SHA-256 of their bytes, little endian, with a few values of the front and the end.
"""
import hashlib
import json
import os
import random

import keras
import numpy as np
import tensorflow as tf
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "random")


def save(name, value):
    with open(os.path.join(HERE, name + ".json"), "w") as f:
        json.dump(value, f, separators=(",", ":"))


def values(x):
    return np.asarray(x).ravel().tolist()


def digest(x):
    x = np.ascontiguousarray(x)
    return {"n": int(x.size), "first": values(x.ravel()[:8]), "last": values(x.ravel()[-5:]),
            "sha256": hashlib.sha256(x.tobytes()).hexdigest()}


def python_cases():
    out = []
    for seed in [0, 1, 7, 42, 1337, -7, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**64 + 12345, -(2**100) - 3, "hello", "", "grüße"]:
        r = random.Random(seed)
        case = {"seed": seed if isinstance(seed, str) else str(seed), "text": isinstance(seed, str)}
        case["random"] = [r.random() for _ in range(5)]
        case["randint"] = [r.randint(1, 10**9) for _ in range(5)]
        case["randint_small"] = [r.randint(-3, 3) for _ in range(20)]
        case["randint_large"] = [r.randint(-2**62, 2**62) for _ in range(5)]
        case["randint_one"] = [r.randint(5, 5) for _ in range(3)]
        case["randrange"] = [r.randrange(10) for _ in range(5)] + [r.randrange(5, 50, 7) for _ in range(9)] + [r.randrange(50, 5, -7) for _ in range(9)]
        case["getrandbits"] = [str(r.getrandbits(k)) for k in (1, 5, 31, 32, 33, 64, 100)]
        x = list(range(50))
        r.shuffle(x)
        case["shuffle"] = x
        case["sample"] = [r.sample(range(n), k) for n, k in ((10, 10), (30, 3), (1000, 50), (21, 5), (22, 5), (85, 6), (300, 20))]
        case["choice"] = [r.choice("abcdefg") for _ in range(10)]
        case["choices"] = r.choices(range(10), k=10) + r.choices([0, 1, 2], weights=[1, 5, 2.5], k=20)
        case["gauss"] = [r.gauss(0, 1), r.gauss(2, 3), r.gauss(0, 0.5)]
        case["uniform"] = [r.uniform(-1, 3) for _ in range(3)]
        out.append(case)
    save("python", out)


def numpy_cases():
    out = {"seeds": [], "randint": [], "distributions": []}
    for seed in [0, 1, 42, 1337, 123456789, 2**31 - 1, 2**31, 2**32 - 1, [1, 2, 3], [4294967295], [0] * 700]:
        r = np.random.RandomState(seed)
        case = {"seed": seed if isinstance(seed, list) else [seed], "array": isinstance(seed, list)}
        case["random"] = [r.random_sample() for _ in range(3)] + values(r.rand(2, 3))
        case["normal"] = values(r.randn(5)) + [r.standard_normal() for _ in range(2)] + values(r.normal(2, 0.5, size=(3, 3)))
        case["uniform"] = [r.uniform(-3, 5)] + values(r.uniform(-1, 1, 5))
        case["permutation"] = values(r.permutation(50))
        x = np.arange(60).reshape(20, 3)
        r.shuffle(x)
        case["shuffle_rows"] = values(x)
        x = list(range(33))
        r.shuffle(x)
        case["shuffle_list"] = x
        x = np.arange(40, dtype=np.float32)
        r.shuffle(x)
        case["shuffle_floats"] = values(x)
        case["permutation_rows"] = values(r.permutation(np.arange(24).reshape(6, 4)))
        case["choice"] = [int(r.choice(5))] + values(r.choice(10, 20)) + values(r.choice(10, (2, 5), replace=False))
        p = [0.1, 0.2, 0.0, 0.3, 0.4]
        case["choice_p"] = values(r.choice(5, 20, p=p)) + values(r.choice(5, 4, replace=False, p=p)) + [int(r.choice(5, p=p))]
        case["choice_array"] = values(r.choice(np.array([3.5, -1.0, 7.25]), 10))
        case["multinomial"] = values(r.multinomial(1, [0.2, 0.3, 0.5], 5)) + values(r.multinomial(100, [1 / 6.0] * 6, 4)) + values(r.multinomial(1000, [0.01, 0.7, 0.29], 3))
        case["after"] = [r.random_sample() for _ in range(3)]
        s = r.get_state()
        case["state"] = {"sum": int(s[1].astype(np.uint64).sum()), "pos": int(s[2]), "has_gauss": int(s[3]), "gauss": float(s[4])}
        out["seeds"].append(case)
    for dtype, ranges in {"int64": [(0, 1), (0, 2), (0, 10), (-5, 100), (0, 256), (0, 1000000), (0, 2**32), (0, 2**32 + 1), (-2**40, 2**50), (-2**63, 2**63)],
                          "int32": [(0, 1), (0, 10), (-7, 1000), (-2**31, 2**31)], "uint32": [(0, 10), (5, 2**32)],
                          "int16": [(0, 10), (-300, 300), (-2**15, 2**15)], "int8": [(0, 1), (0, 10), (-100, 100), (-128, 128)],
                          "uint8": [(0, 1), (0, 2), (0, 10), (0, 255), (0, 256), (100, 156)], "bool": [(0, 1), (0, 2), (1, 2)]}.items():
        for low, high in ranges:
            r = np.random.RandomState(99)
            x = r.randint(low, high, size=41, dtype=dtype)
            y = r.randint(low, high, size=(2, 3), dtype=dtype)
            out["randint"].append({"dtype": dtype, "low": str(low), "high": str(high), "values": [str(int(v)) for v in np.concatenate([x, y.ravel()])], "after": r.random_sample()})
    for name, args in [("uniform", [-2, 7]), ("normal", [1, 2]), ("lognormal", [0.5, 0.25]), ("exponential", [2.5]), ("standard_exponential", []),
                       ("gamma", [0.3, 2]), ("gamma", [1, 2]), ("gamma", [2.5, 0.5]), ("gamma", [0, 1]), ("standard_gamma", [3]), ("beta", [0.5, 0.5]), ("beta", [2, 3]), ("beta", [0.01, 0.02]),
                       ("chisquare", [3]), ("standard_t", [4]), ("standard_cauchy", []), ("laplace", [1, 2]), ("gumbel", [1, 2]), ("logistic", [1, 2]), ("rayleigh", [2]),
                       ("pareto", [3]), ("weibull", [2]), ("power", [2.5]), ("triangular", [-1, 0.5, 3]), ("poisson", [0]), ("poisson", [3.5]), ("poisson", [10]), ("poisson", [250.25]),
                       ("geometric", [0.1]), ("geometric", [0.5]), ("binomial", [10, 0.3]), ("binomial", [10, 0.8]), ("binomial", [100, 0.5]), ("binomial", [100000, 0.37]), ("binomial", [500, 0.95]),
                       ("binomial", [7, 0]), ("binomial", [7, 1]), ("binomial", [0, 0.5]), ("negative_binomial", [5, 0.3]), ("dirichlet", [0.5, 2, 3])]:
        for seed in (3, 2024):
            r = np.random.RandomState(seed)
            x = getattr(r, name)(args, 100) if name == "dirichlet" else getattr(r, name)(*args, size=300)
            out["distributions"].append({"name": name, "args": args, "seed": seed, "values": values(x), "after": r.random_sample()})
    save("numpy", out)


PAIRS = [(123, 0), (686579304, 0), (-5, 7), (0, 0), (1, 0), (2**31 - 1, 0), (-2**31, 2**31 - 1), (42, 1), (42, 100000)]


def stateless_cases():
    out = []
    for pair in PAIRS:
        s = tf.constant(pair, tf.int32)
        for n in (1, 2, 3, 5, 31, 32, 33, 1023, 1025, 100003):
            case = {"pair": list(pair), "n": n}
            R = tf.random
            case["uniform"] = digest(R.stateless_uniform([n], s).numpy())
            case["uniform_range"] = digest(R.stateless_uniform([n], s, -0.3, 1.7).numpy())
            case["normal"] = digest(R.stateless_normal([n], s).numpy())
            case["normal_range"] = digest(R.stateless_normal([n], s, 0.7, 0.05).numpy())
            case["truncated"] = digest(R.stateless_truncated_normal([n], s).numpy())
            case["int32"] = digest(R.stateless_uniform([n], s, -10, 100, tf.int32).numpy())
            case["int64"] = digest(R.stateless_uniform([n], s, -10, 10**12, tf.int64).numpy())
            if n <= 1025:
                case["uniform64"] = digest(R.stateless_uniform([n], s, -0.3, 1.7, tf.float64).numpy())
                case["normal64"] = values(R.stateless_normal([n], s, 0.5, 2.0, tf.float64))[:200]
                case["truncated64"] = values(R.stateless_truncated_normal([n], s, 0.5, 2.0, tf.float64))[:200]
            out.append(case)
    save("stateless", out)


SHAPES = [(1, 1), (3, 4), (5,), (3, 3, 8, 16), (150, 80), (7, 5, 3), (700, 300)]
INITIALIZERS = {
    "glorot_uniform": lambda s: keras.initializers.GlorotUniform(seed=s),
    "glorot_normal": lambda s: keras.initializers.GlorotNormal(seed=s),
    "he_uniform": lambda s: keras.initializers.HeUniform(seed=s),
    "he_normal": lambda s: keras.initializers.HeNormal(seed=s),
    "lecun_uniform": lambda s: keras.initializers.LecunUniform(seed=s),
    "lecun_normal": lambda s: keras.initializers.LecunNormal(seed=s),
    "fan_out_untruncated": lambda s: keras.initializers.VarianceScaling(1.5, "fan_out", "untruncated_normal", seed=s),
    "random_uniform": lambda s: keras.initializers.RandomUniform(seed=s),
    "random_normal": lambda s: keras.initializers.RandomNormal(seed=s),
    "truncated_normal": lambda s: keras.initializers.TruncatedNormal(seed=s),
    "random_uniform_wide": lambda s: keras.initializers.RandomUniform(-2.0, 0.5, seed=s),
    "random_normal_shifted": lambda s: keras.initializers.RandomNormal(1.0, 0.3, seed=s),
}


def initial_cases():
    out = {"values": [], "orthogonal": []}
    for seed in (0, 42, 686579304, 2**31 - 2, 2**31 - 1, 2**40 + 1, -7):
        for shape in SHAPES:
            for name, make in INITIALIZERS.items():
                out["values"].append({"name": name, "seed": seed, "shape": list(shape), "digest": digest(make(seed)(shape).numpy())})
    for seed, shape, gain in ((42, (4, 3), 1.0), (0, (2, 2), 1.0), (7, (3, 8), 1.5), (5, (16, 64), 1.0), (3, (3, 3, 4, 8), 2.0), (9, (96, 40), 1.0), (1, (1, 5), 1.0), (1, (5, 1), 1.0)):
        x = keras.initializers.Orthogonal(gain, seed=seed)(shape).numpy()
        out["orthogonal"].append({"seed": seed, "shape": list(shape), "gain": gain, "values": values(x)})
    save("initial_values", out)


def keras_cases():
    out = {"chain": [], "random": []}
    for seed in (0, 7, 42, 2**31 - 1, 2**32 - 1):
        keras.utils.set_random_seed(seed)
        case = {"seed": seed}
        dense = keras.layers.Dense(3)
        drop = keras.layers.Dropout(0.5)
        he = keras.layers.Dense(2, kernel_initializer="he_normal")
        dense.build((None, 4))
        he.build((None, 3))
        case["dense"], case["dropout"], case["he"] = values(dense.kernel), int(drop.seed_generator.state.numpy()[0]), values(he.kernel)
        case["numpy"] = values(np.random.rand(3))
        case["python"] = [random.random() for _ in range(3)]
        case["global"] = [values(keras.random.uniform((3,))), values(keras.random.normal((3,))), values(keras.random.truncated_normal((3,)))]
        case["next_default"] = int(keras.random.SeedGenerator().state.numpy()[0])
        keras.backend.clear_session()
        case["after_clear"] = [values(keras.random.uniform((3,))), int(keras.random.SeedGenerator().state.numpy()[0])]
        out["chain"].append(case)
    for seed in (4, 0, -7, 2**31 - 2, 2**40 + 1):
        case = {"seed": seed}
        r = keras.random
        case["uniform"] = values(r.uniform((2, 3), -1.0, 2.0, seed=seed))
        case["normal"] = values(r.normal((5,), 1.0, 2.0, seed=seed))
        case["truncated_normal"] = values(r.truncated_normal((5,), 1.0, 2.0, seed=seed))
        case["randint"] = values(r.randint((6,), 0, 100, seed=seed))
        case["randint64"] = values(r.randint((6,), -5, 10**10, dtype="int64", seed=seed))
        case["randint8"] = values(r.randint((6,), 0, 200, dtype="uint8", seed=seed))
        case["shuffle"] = values(r.shuffle(np.arange(30), seed=seed))
        case["shuffle_columns"] = values(r.shuffle(np.arange(24).reshape(2, 12), axis=1, seed=seed))
        case["dropout"] = values(r.dropout(np.arange(1, 13, dtype="float32").reshape(3, 4), 0.4, seed=seed))
        case["dropout_noise"] = values(r.dropout(np.arange(1, 13, dtype="float32").reshape(3, 4), 0.4, noise_shape=(None, 1), seed=seed))
        case["categorical"] = values(r.categorical(np.log(np.array([[0.1, 0.6, 0.3], [0.8, 0.1, 0.1]], "float32")), 12, seed=seed))
        case["uniform64"] = values(r.uniform((3,), dtype="float64", seed=seed))
        g = keras.random.SeedGenerator(seed)
        case["generator"] = [values(r.uniform((3,), seed=g)), values(r.uniform((3,), seed=g)), values(r.normal((3,), seed=g)), values(g.state)]
        case["unordered"] = [values(g.next(ordered=False)), values(g.next(ordered=False)), values(g.next())]
        out["random"].append(case)
    save("keras", out)


def adapter_order(adapter):
    batches = [b[0] if isinstance(b, tuple) else b for b in adapter.get_tf_dataset()]
    return values(np.concatenate([b.numpy() for b in batches]))


def tf_cases():
    out = {"global": [], "dataset": [], "fit": [], "batch": []}
    for seed in (0, 1, 7, 42, 2**31 - 1, 2**32 - 1, 2**40 + 3):
        tf.random.set_seed(seed)
        case = {"seed": seed, "steps": []}

        def step(op, result, **options):
            case["steps"].append({"op": op, "values": values(result), **options})
        for _ in range(2):
            step("uniform", tf.random.uniform([5]))
            step("normal", tf.random.normal([7], 1.0, 0.5))
            step("truncated_normal", tf.random.truncated_normal([6]))
            step("shuffle", tf.random.shuffle(tf.range(20)))
            step("shuffle_rows", tf.random.shuffle(tf.reshape(tf.range(24), (8, 3))))
            step("int32", tf.random.uniform([9], 0, 10, tf.int32))
            step("int64", tf.random.uniform([9], 0, 10**11, tf.int64))
            step("uniform64", tf.random.uniform([3], -1, 1, tf.float64))
            step("normal64", tf.random.normal([3], dtype=tf.float64))
            step("categorical", tf.random.categorical(tf.math.log([[0.1, 0.6, 0.3]]), 15))
            for own in (11, 0, -3):
                step("uniform", tf.random.uniform([5], seed=own), own=own)
                step("normal", tf.random.normal([3], seed=own), own=own)
                step("truncated_normal", tf.random.truncated_normal([6], seed=own), own=own)
                step("shuffle", tf.random.shuffle(tf.range(10), seed=own), own=own)
                step("int32", tf.random.uniform([6], 0, 9, tf.int32, seed=own), own=own)
                step("uniform64", tf.random.uniform([3], dtype=tf.float64, seed=own), own=own)
                step("int64", tf.random.uniform([3], 0, 1000, tf.int64, seed=own), own=own)
                step("categorical", tf.random.categorical(tf.math.log([[0.1, 0.6, 0.3], [0.3, 0.3, 0.4]]), 5, seed=own), own=own)
        g = tf.random.Generator.from_seed(seed % 2**31)
        step("generator_uniform", g.uniform([5]))
        step("generator_normal", g.normal([5]))
        step("generator_truncated", g.truncated_normal([5]))
        step("generator_int32", g.uniform([5], 0, 50, tf.int32))
        out["global"].append(case)
    for seed in (7, 42, 0):
        for n, size, own, reshuffle in ((10, 4, 5, True), (10, 4, 5, False), (100, 7, 0, True), (50, 50, 123, True), (20, 99, None, True), (9, 1, 3, True), (300, 64, -2, True)):
            tf.random.set_seed(seed)
            ds = tf.data.Dataset.range(n).shuffle(size, seed=own, reshuffle_each_iteration=reshuffle)
            out["dataset"].append({"seed": seed, "n": n, "buffer": size, "own": own, "reshuffle": reshuffle, "passes": [values(list(ds.as_numpy_iterator())) for _ in range(3)]})
    for seed in (0, 7, 42, 2**31 - 1, 2**32 - 1, 4000000000):
        for n in (1, 2, 10, 33, 1000):
            tf.random.set_seed(seed)
            adapter = ArrayDataAdapter(np.arange(n), batch_size=8, shuffle=True)
            out["fit"].append({"seed": seed, "n": n, "order": adapter_order(adapter)})
        for n, batch in ((12, 4), (13, 4), (100, 32), (5, 8)):
            tf.random.set_seed(seed)
            adapter = ArrayDataAdapter(np.arange(n), batch_size=batch, shuffle="batch")
            out["batch"].append({"seed": seed, "n": n, "batch": batch, "order": adapter_order(adapter)})
    save("tensorflow", out)


if __name__ == "__main__":
    os.makedirs(HERE, exist_ok=True)
    python_cases()
    numpy_cases()
    stateless_cases()
    initial_cases()
    keras_cases()
    tf_cases()
