"""Models saved by Keras 3 and tf_keras after some training, with what they predict then and the losses of two more epochs; and configurations as JSON.

Run: python saving.py  (needs keras, tf_keras, h5py, numpy). Writes saving/*.h5, *.keras, saving/cases.json, saving/configs.json.
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tf_keras

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "saving")
os.makedirs(here, exist_ok=True)


def wave(*shape, phase=0.0):
    """Numbers that every language computes alike: sin(0.37 i + phase), in float64, then float32."""
    return np.sin(0.37 * np.arange(np.prod(shape)) + phase).reshape(shape).astype("float32")


def classes(n, k):
    return (np.arange(n) * 7 % k).astype("int64")


cases = []


def case(name, model, xs, ys, K, suffixes, extra=2, batch=8, **note):
    """Trains, saves under each suffix, notes predictions, trains on."""
    x = xs if len(xs) > 1 else xs[0]
    y = ys if len(ys) > 1 else ys[0]
    model.fit(x, y, epochs=2, batch_size=batch, shuffle=False, verbose=0)
    pred = model.predict(x, verbose=0)
    pred = pred if isinstance(pred, list) else [pred]
    evaluated = model.evaluate(x, y, batch_size=batch, verbose=0, return_dict=True)
    for s in sorted(suffixes, reverse=True):                      # .keras first: Keras 3 drops the optimizer after an .h5
        path = os.path.join(here, name + s)
        if s.endswith(".weights.h5"):
            model.save_weights(path)
        else:
            model.save(path)
    history = model.fit(x, y, epochs=extra, batch_size=batch, shuffle=False, verbose=0).history
    cases.append(dict(
        name=name, files=[name + s for s in suffixes], keras=K, batch=batch,
        x=[dict(shape=list(a.shape), data=a.ravel().tolist()) for a in xs],
        y=[dict(shape=list(a.shape), data=a.ravel().tolist(), dtype=str(a.dtype)) for a in ys],
        predictions=[dict(shape=list(p.shape), data=np.asarray(p, "float64").ravel().tolist()) for p in pred],
        evaluated={k: float(v) for k, v in evaluated.items()},
        history={k: [float(e) for e in v] for k, v in history.items()}, **note))
    print(name, history["loss"], flush=True)


def mlp(k, **compile):
    m = k.Sequential([k.Input((4,)) if k is keras else k.layers.InputLayer((4,)), k.layers.Dense(3, activation="tanh"), k.layers.Dense(2, activation="softmax")])
    m.compile(**compile)
    return m


X, C = wave(24, 4), classes(24, 2)
o = keras.optimizers
three = {
    "adam": lambda: o.Adam(0.05), "amsgrad": lambda: o.Adam(0.05, amsgrad=True), "adamw": lambda: o.AdamW(0.05, weight_decay=0.02),
    "sgd": lambda: o.SGD(0.1), "momentum": lambda: o.SGD(0.1, momentum=0.9), "nesterov": lambda: o.SGD(0.1, momentum=0.9, nesterov=True),
    "rmsprop": lambda: o.RMSprop(0.02), "rmsprop_centered": lambda: o.RMSprop(0.02, momentum=0.5, centered=True),
    "nadam": lambda: o.Nadam(0.05), "adamax": lambda: o.Adamax(0.05), "adagrad": lambda: o.Adagrad(0.1), "adadelta": lambda: o.Adadelta(1.0),
    "ftrl": lambda: o.Ftrl(0.1, l1_regularization_strength=0.001), "lion": lambda: o.Lion(0.01), "lamb": lambda: o.Lamb(0.05), "adafactor": lambda: o.Adafactor(0.05),
    "clipnorm": lambda: o.Adam(0.05, clipnorm=0.1), "ema": lambda: o.Adam(0.05, use_ema=True, ema_overwrite_frequency=4), "accumulate": lambda: o.SGD(0.1, momentum=0.9, gradient_accumulation_steps=2),
    "exponential": lambda: o.Adam(o.schedules.ExponentialDecay(0.05, 3, 0.8)), "piecewise": lambda: o.SGD(o.schedules.PiecewiseConstantDecay([4, 8], [0.2, 0.1, 0.05]), momentum=0.9),
    "cosine": lambda: o.Adam(o.schedules.CosineDecay(0.05, 20, alpha=0.1)),
}
for name, make in three.items():
    keras.utils.set_random_seed(1)
    case("k3_" + name, mlp(keras, optimizer=make(), loss="sparse_categorical_crossentropy", metrics=["accuracy"]), [X], [C], 3, [".keras"] if name == "adafactor" else [".keras", ".h5"])

o2 = tf_keras.optimizers
two = {
    "adam": lambda: o2.Adam(0.05), "amsgrad": lambda: o2.Adam(0.05, amsgrad=True), "momentum": lambda: o2.SGD(0.1, momentum=0.9), "sgd": lambda: o2.SGD(0.1),
    "rmsprop": lambda: o2.RMSprop(0.02), "rmsprop_centered": lambda: o2.RMSprop(0.02, momentum=0.5, centered=True), "nadam": lambda: o2.Nadam(0.05),
    "adamax": lambda: o2.Adamax(0.05), "adagrad": lambda: o2.Adagrad(0.1), "adadelta": lambda: o2.Adadelta(1.0), "ftrl": lambda: o2.Ftrl(0.1), "lion": lambda: o2.Lion(0.01),
    "exponential": lambda: o2.Adam(o2.schedules.ExponentialDecay(0.05, 3, 0.8)), "adamw": lambda: o2.AdamW(0.05, weight_decay=0.02),
}
for name, make in two.items():
    tf_keras.utils.set_random_seed(1)
    case("k2_" + name, mlp(tf_keras, optimizer=make(), loss="sparse_categorical_crossentropy", metrics=["accuracy"]), [X], [C], 2, [".keras", ".h5"] if name in ("adam", "rmsprop", "sgd", "nadam") else [".h5"])
ol = o2.legacy
legacy = {
    "adam": lambda: ol.Adam(0.05), "amsgrad": lambda: ol.Adam(0.05, amsgrad=True), "decay": lambda: ol.Adam(0.05, decay=0.1), "momentum": lambda: ol.SGD(0.1, momentum=0.9), "sgd": lambda: ol.SGD(0.1, decay=0.05),
    "rmsprop": lambda: ol.RMSprop(0.02), "rmsprop_momentum": lambda: ol.RMSprop(0.02, momentum=0.5), "rmsprop_centered": lambda: ol.RMSprop(0.02, momentum=0.5, centered=True), "nadam": lambda: ol.Nadam(0.05),
    "adamax": lambda: ol.Adamax(0.05), "adagrad": lambda: ol.Adagrad(0.1), "adadelta": lambda: ol.Adadelta(1.0), "ftrl": lambda: ol.Ftrl(0.1),
}
for name, make in legacy.items():
    tf_keras.utils.set_random_seed(1)
    case("k2l_" + name, mlp(tf_keras, optimizer=make(), loss="sparse_categorical_crossentropy", metrics=["accuracy"]), [X], [C], 2, [".h5"])


def several(k, K):
    """Two inputs, a shared layer, branches, merging, two outputs."""
    L = k.layers
    a, b = k.Input((4,), name="a"), k.Input((4,), name="b")
    shared = L.Dense(5, activation="relu", name="shared", kernel_regularizer=k.regularizers.L2(0.01), bias_initializer="ones")
    p, q = shared(a), shared(b)
    z = L.Concatenate(name="joined")([L.Add(name="sum")([p, q]), L.Multiply(name="product")([p, q]), L.Subtract(name="difference")([p, q])])
    z = L.LayerNormalization(name="norm")(z)
    first = L.Dense(2, activation="softmax", name="kind")(z)
    second = L.Dense(1, name="size", kernel_constraint=k.constraints.MaxNorm(1.5))(L.PReLU(name="prelu")(z))
    return k.Model([a, b], [first, second], name="several")


def nested(k, freeze, bn=True):
    """A base with batch normalization as a layer of a model, called in inference mode, and a head that is a Sequential."""
    L = k.layers
    i = k.Input((6,), name="inner_input")
    h = L.Dense(5, name="inner_1")(i)
    h = L.BatchNormalization(name="inner_bn")(h)
    h = L.Activation("relu", name="inner_act")(h)
    base = k.Model(i, L.Dense(4, name="inner_2", activation=None)(h), name="base")
    base.trainable = not freeze
    head = k.Sequential([k.layers.InputLayer((4,)), L.LeakyReLU(name="leaky"), L.Dense(2, activation="softmax", name="classes")], name="head")
    x = k.Input((6,), name="outer_input")
    y = head(base(x, training=False) if freeze else base(x))
    return k.Model(x, y, name="nested")


A, B, S = wave(24, 4), wave(24, 4, phase=1.0), wave(24, 1, phase=2.0)
X6 = wave(24, 6)
for k, K in ((keras, 3), (tf_keras, 2)):
    k.utils.set_random_seed(2)
    m = several(k, K)
    m.compile(optimizer=k.optimizers.Adam(0.02), loss={"kind": "sparse_categorical_crossentropy", "size": "mse"}, loss_weights={"kind": 1.0, "size": 0.5}, metrics={"kind": ["accuracy"], "size": ["mae"]})
    case(f"k{K}_several_dict", m, [A, B], [C, S], K, [".keras", ".h5"])
    k.utils.set_random_seed(2)
    m = several(k, K)
    m.compile(optimizer=k.optimizers.RMSprop(0.01), loss=["sparse_categorical_crossentropy", k.losses.Huber(delta=0.5 if K == 2 else 1.0)], loss_weights=[1.0, 0.3], metrics=[["accuracy"], [k.metrics.MeanAbsoluteError(name="distance")]])
    case(f"k{K}_several_list", m, [A, B], [C, S], K, [".keras", ".h5"])
    for freeze in (True, False):
        k.utils.set_random_seed(3)
        m = nested(k, freeze)
        m.compile(optimizer=k.optimizers.SGD(0.1, momentum=0.9), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
        case(f"k{K}_nested_{'frozen' if freeze else 'open'}", m, [X6], [C], K, [".keras", ".h5"])
    for loss, metrics in (("mse", ["mse"]), ("mae", ["mae", "mse"]), ("mean_squared_error", ["RootMeanSquaredError"])):
        k.utils.set_random_seed(4)
        L = k.layers
        m = k.Sequential([L.InputLayer((4,)), L.Dense(4, activation="elu"), L.Dense(1)])
        m.compile(optimizer="adam", loss=loss, metrics=metrics)
        case(f"k{K}_{loss}", m, [X], [S], K, [".keras", ".h5"])
    k.utils.set_random_seed(5)
    norm = k.layers.Normalization(name="scale")
    norm.adapt(3 * A + 1)
    L = k.layers
    m = k.Sequential([k.layers.InputLayer((4,)), norm, L.Reshape((2, 2)), L.Permute((2, 1)), L.Flatten(), L.Rescaling(2.0, offset=-0.5), L.Dense(6, kernel_initializer=k.initializers.VarianceScaling(2.0, "fan_out", "normal", seed=3),
        activity_regularizer=k.regularizers.L1(0.01), use_bias=False), L.BatchNormalization(momentum=0.9, scale=False), L.ELU(0.7), L.Softmax(axis=-1), L.RepeatVector(2), L.UnitNormalization(axis=-1), L.Flatten(name="flat2"),
        L.Dropout(0.0), L.GaussianNoise(0.0), L.ReLU(max_value=6.0, negative_slope=0.1), L.GroupNormalization(groups=2), L.ActivityRegularization(l2=0.01), L.Dense(1, activation="sigmoid", kernel_constraint="non_neg", bias_regularizer="l1")], name="every")
    m.compile(optimizer=k.optimizers.Adam(0.02), loss=k.losses.BinaryCrossentropy(label_smoothing=0.1), metrics=["accuracy", k.metrics.AUC(name="auc"), k.metrics.Precision(name="precision")])
    case(f"k{K}_every", m, [A], [C.reshape(-1, 1).astype("float32")], K, [".keras", ".h5"])

# Calls by operators and functions.
keras.utils.set_random_seed(6)
x = keras.Input((4,), name="x")
h = keras.layers.Dense(4, name="one")(x)
z = h * 2 + 1 - x / 4
m = keras.Model(x, keras.layers.Dense(2, activation="softmax", name="two")(-z), name="operators")
m.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
case("k3_operators", m, [X], [C], 3, [".keras", ".h5"])
tf_keras.utils.set_random_seed(6)
x = tf_keras.Input((4,), name="x")
h = tf_keras.layers.Dense(4, name="one")(x)
z = h * 2 + 1 - x / 4
m = tf_keras.Model(x, tf_keras.layers.Dense(2, activation="softmax", name="two")(-z), name="operators")
m.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
case("k2_operators", m, [X], [C], 2, [".h5"])

json.dump(cases, open(os.path.join(here, "cases.json"), "w"))

# Configurations.
configs = {}


def config(name, model):
    configs[name] = model.to_json()


keras.backend.clear_session()
L = keras.layers
config("sequential", keras.Sequential([keras.Input((4,)), L.Dense(3, activation="relu"), L.Dense(2, activation="softmax")]))
config("unbuilt", keras.Sequential([L.Dense(3, activation="relu"), L.Dense(2)], name="later"))
keras.backend.clear_session()
config("several", several(keras, 3))
keras.backend.clear_session()
config("nested", nested(keras, True))
keras.backend.clear_session()
m = mlp(keras, optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
config("compiled", m)
keras.backend.clear_session()
m = keras.Sequential([keras.Input((4, 4)), L.Dense(3, kernel_regularizer="l2", bias_constraint="max_norm", activity_regularizer="l1", kernel_initializer="he_normal"), L.BatchNormalization(), L.LayerNormalization(), L.PReLU(shared_axes=[1]),
    L.LeakyReLU(), L.ELU(), L.ReLU(), L.Softmax(), L.Activation("gelu"), L.Dropout(0.2), L.GaussianNoise(0.1), L.GaussianDropout(0.1), L.AlphaDropout(0.1), L.SpatialDropout1D(0.1), L.ActivityRegularization(l1=0.1),
    L.UnitNormalization(), L.GroupNormalization(groups=3), L.RMSNormalization(), L.Identity(), L.Rescaling(0.5), L.Normalization(mean=1.0, variance=2.0), L.Permute((2, 1)), L.Reshape((2, 6)), L.Flatten(), L.RepeatVector(3)], name="every")
config("every", m)
keras.backend.clear_session()
a, b = keras.Input((4,)), keras.Input((4,))
merges = [getattr(L, n)()([a, b]) for n in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")] + [L.Concatenate()([a, b]), L.Dot(axes=1)([a, b])]
config("merges", keras.Model([a, b], merges))
keras.backend.clear_session()
x = keras.Input((4,))
d = L.Dense(4)
config("operators", keras.Model(x, d(d(x) * 2 + 1 - x / 4)))
json.dump(configs, open(os.path.join(here, "configs.json"), "w"), indent=1)
