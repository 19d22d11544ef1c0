"""Values and gradients of keras.losses -> losses/*.json. Run with Keras 3.15 on TensorFlow."""
import json, os
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import warnings; warnings.filterwarnings("ignore")
import numpy as np, tensorflow as tf, keras
from keras import losses, ops

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.RandomState(7)

def pack(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "dtype": str(a.dtype), "data": [("nan" if v != v else "inf" if v == float("inf") else "-inf" if v == float("-inf") else v) for v in a.reshape(-1).tolist()]}

def simplex(*shape):
    x = rng.uniform(0.05, 1, shape).astype("float32"); return (x / x.sum(-1, keepdims=True)).astype("float32")
def onehot(*shape):
    return np.eye(shape[-1], dtype="float32")[rng.randint(0, shape[-1], shape[:-1])]

cases = []
def case(cls, config, y_true, y_pred, sample_weight=None, activation=None):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    c = {"class": cls, "config": config, "y_true": pack(y_true), "y_pred": pack(y_pred), "activation": activation}
    if sample_weight is not None: c["sample_weight"] = pack(sample_weight)
    try:
        loss = getattr(losses, cls)(**config)
        x = tf.convert_to_tensor(y_pred, "float32")
        with tf.GradientTape() as tape:
            tape.watch(x)
            p = {"softmax": ops.softmax, "sigmoid": ops.sigmoid, None: lambda v: v}[activation](x)
            v = loss(y_true, p, sample_weight=sample_weight)
        c["value"] = pack(v.numpy()); c["grad"] = pack(tape.gradient(v, x).numpy())
    except Exception as e:
        c["error"] = type(e).__name__ + ": " + str(e).split("\n")[0]
    cases.append(c)

REGRESSION = ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCosh", "Huber", "Poisson", "CosineSimilarity"]
HINGE = ["Hinge", "SquaredHinge", "CategoricalHinge"]
PROB = ["KLDivergence", "CategoricalCrossentropy", "BinaryCrossentropy", "BinaryFocalCrossentropy", "CategoricalFocalCrossentropy", "Dice", "Tversky"]
REDUCTIONS = ["sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none", None]
t0 = np.array([[0, 1, 0], [0, 0, 1]], "float32"); p0 = np.array([[.05, .95, 0], [.1, .8, .1]], "float32")
w2 = np.array([.3, .7], "float32")

for cls in REGRESSION + HINGE + PROB:
    case(cls, {}, t0, p0); case(cls, {}, t0, p0, w2)
    data = (lambda *s: rng.uniform(0.1, 3, s).astype("float32")) if cls in REGRESSION else onehot
    pred = (lambda *s: rng.uniform(0.1, 3, s).astype("float32")) if cls in REGRESSION else simplex
    if cls in HINGE: pred = lambda *s: rng.normal(0, 2, s).astype("float32")
    for r in REDUCTIONS:
        t, p = data(4, 3), pred(4, 3)
        case(cls, {"reduction": r}, t, p)
        case(cls, {"reduction": r}, t, p, rng.uniform(0, 2, 4).astype("float32"))
        t, p = data(2, 5, 3), pred(2, 5, 3)
        case(cls, {"reduction": r}, t, p)
        case(cls, {"reduction": r}, t, p, rng.uniform(0, 2, (2, 5)).astype("float32"))
    t, p = data(2, 5, 3), pred(2, 5, 3)
    for s in [(2, 1), (2, 5, 1), (5,), (), (1,), (2,)]: case(cls, {}, t, p, rng.uniform(0, 2, s).astype("float32"))
    case(cls, {}, t, p, np.array([[1, 0, 2, 3, 1], [0, 0, 1, 1, 5]], "int32"))
    case(cls, {"name": "mine"}, data(4, 3).astype("int32"), pred(4, 3))
    case(cls, {}, onehot(4, 3).astype("bool"), pred(4, 3))
    case(cls, {}, data(4, 3).astype("float64"), pred(4, 3).astype("float64"))
    case(cls, {}, data(4, 1), pred(4)); case(cls, {}, data(4), pred(4, 1)); case(cls, {}, data(4, 1), pred(4, 1)); case(cls, {}, data(4, 3)[:, :, None], pred(4, 3)); case(cls, {}, data(4, 3), pred(4, 3)[:, :, None])
    case(cls, {}, data(4, 2), pred(4, 3))
    case(cls, {}, data(4, 3), pred(4, 3) * 0); case(cls, {}, data(4, 3) * 0, pred(4, 3))

for cls, configs in {"Huber": [{"delta": .5}, {"delta": 2.5}], "CosineSimilarity": [{"axis": 1}, {"axis": 0}], "Dice": [{"axis": -1}, {"axis": [1, 2]}, {"axis": 1}],
                     "Tversky": [{"alpha": .3, "beta": .7}, {"axis": -1, "alpha": .9}, {"axis": [1, 2]}]}.items():
    for config in configs:
        case(cls, config, rng.uniform(0, 1, (2, 4, 3)).astype("float32"), rng.uniform(0, 1, (2, 4, 3)).astype("float32"))
        case(cls, config | {"reduction": "none"}, onehot(2, 4, 3), rng.uniform(0, 1, (2, 4, 3)).astype("float32"))
for cls in ["Hinge", "SquaredHinge"]:
    case(cls, {}, np.array([[-1, 1, 1], [1, -1, 1]], "float32"), rng.normal(0, 1, (2, 3)).astype("float32"))
    case(cls, {}, np.array([[0, 1, 2], [1, 0, 1]], "float32"), rng.normal(0, 1, (2, 3)).astype("float32"))
case("LogCosh", {}, np.zeros((2, 3), "float32"), np.array([[0, 30, -30], [200, -200, 1e-4]], "float32"))
case("MeanAbsoluteError", {}, np.zeros((2, 3), "float32"), np.array([[0, 1, -1], [2, 0, 1e-4]], "float32"))

# the cross-entropies' arguments, saturation, logits
S = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1], [.5, .5, 0]], "float32")
for cls, act in [("CategoricalCrossentropy", "softmax"), ("BinaryCrossentropy", "sigmoid"), ("CategoricalFocalCrossentropy", "softmax"), ("BinaryFocalCrossentropy", "sigmoid")]:
    extra = {"CategoricalFocalCrossentropy": [{"alpha": .6}, {"gamma": 3.5}, {"gamma": 0.0}], "BinaryFocalCrossentropy": [{"apply_class_balancing": True}, {"apply_class_balancing": True, "alpha": .7, "gamma": 1.5}]}.get(cls, [])
    for config in [{}, {"from_logits": True}, {"label_smoothing": .1}, {"from_logits": True, "label_smoothing": .2}] + extra:
        logits = rng.normal(0, 3, (4, 3)).astype("float32")
        case(cls, config, onehot(4, 3), simplex(4, 3)); case(cls, config, onehot(4, 3), logits)
        case(cls, config, onehot(4, 3), logits, activation=act); case(cls, config, simplex(4, 3), logits, activation=act)
        case(cls, config, S, S[::-1].copy()); case(cls, config, S, np.array([[200, 0, -200], [-200, 200, 0], [0, -50, 60], [0, 0, 0]], "float32"), activation=act)
        case(cls, config, np.array([[1, 1, 0], [1, 1, 1], [0, 0, 0], [0, 1, 1]], "float32"), logits, activation=act)
        case(cls, config, onehot(2, 3, 4), rng.normal(0, 3, (2, 3, 4)).astype("float32"), rng.uniform(0, 1, (2, 3)).astype("float32"), activation=act)
    for config in [{"axis": 1}, {"axis": 1, "from_logits": True}, {"axis": -2, "reduction": "none"}]:
        case(cls, config, simplex(2, 3, 4), simplex(2, 3, 4)); case(cls, config, onehot(2, 3, 4), rng.normal(0, 3, (2, 3, 4)).astype("float32"))
    case(cls, {}, np.zeros(4, "float32"), simplex(4, 3)); case(cls, {}, np.zeros((4, 1), "float32"), simplex(4, 3)); case(cls, {}, onehot(4, 2), simplex(4, 3))
sp = "SparseCategoricalCrossentropy"
for config in [{}, {"from_logits": True}, {"ignore_class": 2}, {"ignore_class": -1}, {"ignore_class": 0, "from_logits": True}, {"ignore_class": 1, "reduction": "none"}, {"ignore_class": 2, "reduction": "sum"},
               {"ignore_class": 2, "reduction": "mean_with_sample_weight"}, {"reduction": "none"}, {"axis": 1}, {"axis": 0}]:
    y = np.array([1, 2, 0, 2]) if config.get("ignore_class") != -1 else np.array([1, -1, 0, -1])
    for dtype in ["int64", "int32", "float32", "uint8"]:
        if dtype == "uint8" and y.min() < 0: continue
        case(sp, config, y.astype(dtype), simplex(4, 3))
    case(sp, config, y[:, None], simplex(4, 3)); case(sp, config, y, rng.normal(0, 3, (4, 3)).astype("float32")); case(sp, config, y, rng.normal(0, 3, (4, 3)).astype("float32"), activation="softmax")
    case(sp, config, y, np.eye(3, dtype="float32")[[0, 2, 1, 0]]); case(sp, config, y, simplex(4, 3), np.array([.2, .4, .6, .8], "float32"))
    case(sp, config, y, np.array([[200, 0, -200], [-200, 200, 0], [0, -50, 60], [0, 0, 0]], "float32"), activation="softmax")
    y2 = np.stack([y, y[::-1]])
    case(sp, config, y2, simplex(2, 4, 3)); case(sp, config, y2[:, :, None], simplex(2, 4, 3)); case(sp, config, y2, simplex(2, 4, 3), np.ones((2, 4), "float32") * .5); case(sp, config, y2, simplex(2, 4, 3), np.array([[1], [2]], "float32"))
case(sp, {}, np.array([1, 3, 0, 2]), simplex(4, 3)); case(sp, {}, np.array([1, -1, 0, 2]), simplex(4, 3)); case(sp, {}, onehot(4, 3), simplex(4, 3)); case(sp, {}, np.array([1, 0]), simplex(4, 3))
case(sp, {"ignore_class": 2}, np.array([2, 2]), simplex(2, 3))
json.dump(cases, open(os.path.join(here, "losses", "classes.json"), "w"), separators=(",", ":"))

# functions, also in float64
functions = []
for name in ["mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error", "log_cosh", "huber", "poisson", "cosine_similarity", "hinge", "squared_hinge", "categorical_hinge",
             "kl_divergence", "categorical_crossentropy", "binary_crossentropy", "binary_focal_crossentropy", "categorical_focal_crossentropy", "dice", "tversky", "sparse_categorical_crossentropy"]:
    for dtype in ["float32", "float64"]:
        p = simplex(4, 3).astype(dtype); t = onehot(4, 3).astype(dtype)
        if name.startswith("sparse"): t = np.array([1, 2, 0, 1])
        v = getattr(losses, name)(t, p)
        functions.append({"name": name, "y_true": pack(t), "y_pred": pack(p), "value": pack(v.numpy())})
json.dump(functions, open(os.path.join(here, "losses", "functions.json"), "w"), separators=(",", ":"))

# identifiers, names, configs
names = {}
for n in ["mse", "MSE", "mae", "MAE", "mape", "MAPE", "msle", "MSLE", "bce", "BCE", "kld", "KLD", "mean_squared_error", "MeanSquaredError", "log_cosh", "LogCosh", "kl_divergence", "KLDivergence", "huber", "Huber", "cosine_similarity",
          "sparse_categorical_crossentropy", "categorical_crossentropy", "binary_crossentropy", "dice", "Tversky", "cce", "scce", "nope", "Mse", "crossentropy", "CategoricalCrossEntropy", "hinge", "poisson", "squared_hinge"]:
    try: o = losses.get(n); names[n] = getattr(o, "name", None) or o.__name__
    except Exception as e: names[n] = type(e).__name__ + ": " + str(e)
configs = {cls: getattr(losses, cls)().get_config() for cls in REGRESSION + HINGE + PROB + [sp]}
json.dump({"get": names, "configs": configs}, open(os.path.join(here, "losses", "names.json"), "w"), indent=1)
print(len(cases), "cases", sum("error" in c for c in cases), "errors")
for c in cases:
    if "error" in c: print(c["class"], c["config"], c["y_true"]["shape"], c["y_pred"]["shape"], c.get("sample_weight", {}).get("shape"), c["error"][:200])
