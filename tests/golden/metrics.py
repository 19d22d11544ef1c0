"""States and results of keras.metrics over several updates -> metrics/*.json. Run with Keras 3.15 on TensorFlow."""
import json, os
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import warnings; warnings.filterwarnings("ignore")
import numpy as np, tensorflow as tf, keras
from keras import metrics, ops

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.RandomState(11)

def pack(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "dtype": str(a.dtype), "data": [("nan" if v != v else "inf" if v == float("inf") else "-inf" if v == float("-inf") else v) for v in a.reshape(-1).tolist()]}
def simplex(*shape):
    x = rng.uniform(0.05, 1, shape).astype("float32"); return (x / x.sum(-1, keepdims=True)).astype("float32")
def onehot(*shape): return np.eye(shape[-1], dtype="float32")[rng.randint(0, shape[-1], shape[:-1])]
def uni(*s): return rng.uniform(0, 1, s).astype("float32")
def pos(*s): return rng.uniform(0.1, 3, s).astype("float32")
def norm(*s): return rng.normal(0, 2, s).astype("float32")
def bits(*s): return rng.randint(0, 2, s)

cases = []
def case(cls, config, *updates, activation=None):
    """updates: (y_true, y_pred) or (y_true, y_pred, sample_weight); for Mean and Sum (values, sample_weight or None)"""
    c = {"class": cls, "config": config, "activation": activation, "updates": []}
    try:
        m = getattr(metrics, cls)(**config)
        for u in updates:
            step = {}
            for key, value in zip(("y_true", "y_pred", "sample_weight"), u):
                if value is not None: step[key] = pack(value)
            c["updates"].append(step)
            y = list(u)
            if activation: y[1] = {"softmax": ops.softmax, "sigmoid": ops.sigmoid}[activation](tf.convert_to_tensor(y[1], "float32"))
            if cls in ("Mean", "Sum"): m.update_state(u[0], sample_weight=u[1])
            else: m.update_state(y[0], y[1], sample_weight=y[2] if len(y) > 2 else None)
            step["result"] = pack(ops.convert_to_numpy(m.result()))
        c["variables"] = [{"name": v.name, "path": v.path.split("/")[-1], "value": pack(v.numpy())} for v in m.variables]
        m.reset_state()
        c["reset"] = [pack(v.numpy()) for v in m.variables]
        c["get_config"] = json.loads(json.dumps(m.get_config(), default=lambda o: np.asarray(o).tolist()))
    except Exception as e:
        c["error"] = type(e).__name__ + ": " + str(e).split("\n")[0]
    cases.append(c)

for cls in ("Mean", "Sum"):
    case(cls, {}, (np.array([1, 3, 5, 7]), None), (np.array([2.5, 1]), np.array([1, .5])))
    case(cls, {}, (pos(4, 3), None), (pos(4, 3), pos(4)), (pos(4, 3), pos(4, 1)), (pos(4, 3), pos(4, 3)), (pos(4, 3), pos(4, 3, 1)), (pos(2, 3, 4), pos(2)), (pos(2, 3, 4), pos(2, 3)))
    case(cls, {}, (np.float32(3), None), (np.float32(5), np.float32(32)), (np.float32(1), 16))
    case(cls, {"name": None, "dtype": "float64"}, (rng.uniform(0, 1, 5), None), (rng.uniform(0, 1, 5), rng.uniform(0, 1, 5)))

for cls, t, p in [("MeanSquaredError", pos, pos), ("RootMeanSquaredError", pos, pos), ("MeanAbsoluteError", pos, pos), ("MeanAbsolutePercentageError", pos, pos), ("MeanSquaredLogarithmicError", pos, pos), ("LogCoshError", pos, pos),
                  ("CosineSimilarity", norm, norm), ("Poisson", pos, pos), ("KLDivergence", simplex, simplex), ("Hinge", onehot, norm), ("SquaredHinge", onehot, norm), ("CategoricalHinge", onehot, norm),
                  ("BinaryCrossentropy", onehot, simplex), ("CategoricalCrossentropy", onehot, simplex), ("CategoricalAccuracy", onehot, simplex), ("BinaryAccuracy", onehot, uni),
                  ("Accuracy", lambda *s: rng.randint(0, 3, s), lambda *s: rng.randint(0, 3, s)), ("TopKCategoricalAccuracy", onehot, simplex)]:
    config = {"k": 2} if cls == "TopKCategoricalAccuracy" else {}
    case(cls, config, (t(4, 3), p(4, 3)), (t(4, 3), p(4, 3), pos(4)), (t(2, 3), p(2, 3)), (t(2, 3), p(2, 3), np.array([0, 2])))
    case(cls, config, (t(2, 5, 3), p(2, 5, 3)), (t(2, 5, 3), p(2, 5, 3), pos(2, 5)), (t(2, 5, 3), p(2, 5, 3), pos(2)), (t(2, 5, 3), p(2, 5, 3), pos(2, 1)))
    case(cls, config, (t(4, 3), p(4, 3), np.zeros(4)))
    case(cls, config, (t(4, 3), p(4, 3), np.float32(2)))
    if cls not in ("CategoricalAccuracy", "TopKCategoricalAccuracy", "CategoricalCrossentropy", "KLDivergence", "BinaryCrossentropy", "Hinge", "SquaredHinge", "CategoricalHinge", "Poisson"):
        case(cls, config, (t(4, 1), p(4)), (t(4), p(4, 1)), (t(4, 1), p(4, 1), pos(4)), (t(4, 1), p(4, 1), pos(4, 1)))
case("CosineSimilarity", {"axis": 1}, (norm(4, 3, 2), norm(4, 3, 2)))
case("Accuracy", {}, (np.array([1, 2, 3, 4.0]), np.array([0, 2, 3, 4])), (np.array([[1], [2]]), np.array([[1], [1]]), np.array([1, 3])))

for t in ("int64", "float32", "bool", "uint8", "int32"):
    case("BinaryAccuracy", {}, (bits(6, 1).astype(t), uni(6, 1)), (bits(6).astype(t), uni(6, 1), uni(6)), (bits(6, 1).astype(t), uni(6)))
case("BinaryAccuracy", {"threshold": .3}, (bits(8, 2), uni(8, 2)), (bits(8, 2), np.full((8, 2), .3, "float32")))
for t in ("int64", "float32", "uint8", "int32"):
    case("SparseCategoricalAccuracy", {}, (rng.randint(0, 3, 6).astype(t), simplex(6, 3)), (rng.randint(0, 3, (6, 1)).astype(t), simplex(6, 3)), (rng.randint(0, 3, 6).astype(t), simplex(6, 3), pos(6)))
    case("SparseCategoricalAccuracy", {}, (rng.randint(0, 3, (2, 5)).astype(t), simplex(2, 5, 3)), (rng.randint(0, 3, (2, 5, 1)).astype(t), simplex(2, 5, 3)), (rng.randint(0, 3, (2, 5)).astype(t), simplex(2, 5, 3), pos(2, 5)))
case("CategoricalAccuracy", {}, (onehot(5, 4).astype("int32"), simplex(5, 4)), (np.array([[0, 0, 0], [.2, .2, .1]], "float32"), np.array([[.1, .1, 0], [.3, .3, .1]], "float32")))
for k in (1, 2, 5):
    case("SparseTopKCategoricalAccuracy", {"k": k}, (rng.randint(0, 6, 8), simplex(8, 6)), (rng.randint(0, 6, (8, 1)), simplex(8, 6), pos(8)), (rng.randint(0, 6, (2, 4)), simplex(2, 4, 6)), (np.array([7, -1, 0]), simplex(3, 6)))
    case("TopKCategoricalAccuracy", {"k": k}, (onehot(8, 6), simplex(8, 6)), (onehot(8, 6), simplex(8, 6), pos(8)), (onehot(2, 4, 6), simplex(2, 4, 6)))
ties = np.array([[.2, .2, .2, .4], [.3, .3, .2, .2], [np.nan, 1, 2, 3], [1, np.inf, 0, 0]], "float32")
for k in (1, 2, 3): case("SparseTopKCategoricalAccuracy", {"k": k}, *[(np.full(4, i), ties) for i in range(4)])
case("SparseTopKCategoricalAccuracy", {"k": 2, "from_sorted_ids": True}, (np.array([2, 1, 0]), np.array([[1, 0, 2], [1, 0, 2], [2, 0, 1]])))

for config in ({}, {"from_logits": True}, {"label_smoothing": .2}):
    case("BinaryCrossentropy", config, (bits(4, 2).astype("float32"), uni(4, 2)), (bits(4, 2), norm(4, 2), pos(4)))
    case("BinaryCrossentropy", config, (bits(4, 2).astype("float32"), norm(4, 2) * 30), activation="sigmoid")
    case("CategoricalCrossentropy", config, (onehot(4, 3), simplex(4, 3)), (onehot(4, 3), pos(4, 3), pos(4)))
    case("CategoricalCrossentropy", config, (onehot(4, 3), norm(4, 3) * 30), activation="softmax")
for config in ({}, {"from_logits": True}, {"ignore_class": 2}, {"ignore_class": -1}, {"axis": 1}):
    y = rng.randint(0, 3, 6) if config.get("ignore_class") != -1 else np.array([-1, 2, 0, -1, 1, 1])
    case("SparseCategoricalCrossentropy", config, (y, simplex(6, 3)), (y[:, None], simplex(6, 3)), (y, simplex(6, 3), pos(6)))
    case("SparseCategoricalCrossentropy", config, (y, norm(6, 3) * 30), activation="softmax")
    case("SparseCategoricalCrossentropy", config, (y.reshape(2, 3), simplex(2, 3, 3)), (y.reshape(2, 3), simplex(2, 3, 3), pos(2, 3)))

TH = [None, .3, [.3], [.2, .5, .7], [0.0, .5, 1.0], [.25, .1]]
for cls in ("TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives", "Precision", "Recall"):
    for th in TH:
        config = {} if th is None else {"thresholds": th}
        case(cls, config, (bits(6), uni(6)), (bits(6, 1), uni(6)), (bits(6), uni(6, 1), pos(6)), (bits(6, 3), uni(6, 3)), (bits(6, 3).astype("bool"), uni(6, 3), pos(6)), (bits(6, 3), uni(6, 3), pos(6, 3)), (np.array([0, 1, 1, 0]), np.array([0, 0, 1, .5], "float32")))
        case(cls, config, (bits(2, 5, 3), uni(2, 5, 3)), (bits(2, 5, 3), uni(2, 5, 3), pos(2, 5)))
    case(cls, {"thresholds": [-.1, .5]}, (bits(6), uni(6))); case(cls, {"thresholds": 1.5}, (bits(6), uni(6))); case(cls, {"name": "mine", "dtype": "float32"}, (bits(6), uni(6)))
    case(cls, {}, (bits(6, 2), uni(6, 3)))
for cls in ("Precision", "Recall"):
    for config in ({"top_k": 2}, {"top_k": 1, "class_id": 1}, {"class_id": 2}, {"class_id": 0, "thresholds": [.2, .6]}, {"top_k": 2, "thresholds": .3}, {"top_k": 3, "class_id": 0}):
        case(cls, config, (bits(6, 4), uni(6, 4)), (bits(6, 4), uni(6, 4), pos(6)), (np.array([[0, 1, 1, 0]]), np.array([[.4, .4, .4, .2]], "float32")))
    case(cls, {"class_id": 1}, (bits(6), uni(6)))
for cls, a in (("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"), ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision")):
    for v in (0.0, .3, .5, .8, 1.0):
        case(cls, {a: v}, (bits(30), uni(30)), (bits(30), uni(30), pos(30)), (np.array([0, 1]), np.array([0, 1], "float32")))
        case(cls, {a: v, "num_thresholds": 7}, (bits(30), uni(30)), (bits(10, 3), uni(10, 3)))
    case(cls, {a: .4, "num_thresholds": 1}, (bits(30), uni(30))); case(cls, {a: .4, "num_thresholds": 2}, (bits(30), uni(30))); case(cls, {a: .4, "class_id": 1}, (bits(10, 3), uni(10, 3), pos(10)))
    case(cls, {a: 1.4}, (bits(30), uni(30))); case(cls, {a: .4, "num_thresholds": 0}, (bits(30), uni(30)))

for curve in ("ROC", "PR", "prgain"):
    for s in ("interpolation", "majoring", "minoring"):
        config = {"curve": curve, "summation_method": s}
        case("AUC", config, (np.array([0, 0, 1, 1]), np.array([0, .5, .3, .9], "float32")), (bits(40), uni(40)), (bits(40), uni(40), pos(40)), (bits(10, 3), uni(10, 3)), (bits(5), np.array([0, 1, -2, 3, .5], "float32")))
        case("AUC", config | {"num_thresholds": 5}, (bits(40, 1), uni(40)), (bits(40, 1), uni(40, 1), pos(40)))
        case("AUC", config | {"thresholds": [.1, .4, .45, .9]}, (bits(40), uni(40)), (bits(40), uni(40), pos(40)))
        case("AUC", config | {"multi_label": True}, (bits(30, 3), uni(30, 3)), (bits(30, 3), uni(30, 3), pos(30)))
        case("AUC", config | {"multi_label": True, "num_labels": 3, "label_weights": [.2, .3, 2.0], "num_thresholds": 11}, (bits(30, 3), uni(30, 3)), (bits(30, 3), uni(30, 3), pos(30)))
        case("AUC", config | {"multi_label": True, "thresholds": [.3, .9, .5]}, (bits(30, 3), uni(30, 3)), (bits(30, 3), uni(30, 3), pos(30)))
case("AUC", {"thresholds": [.5]}, (bits(40), uni(40))); case("AUC", {"from_logits": True}, (bits(40), norm(40))); case("AUC", {"num_thresholds": 2}, (bits(40), uni(40)))
case("AUC", {"label_weights": [.2, .3, 2.0]}, (bits(30, 3), uni(30, 3)), (bits(30, 3), uni(30, 3), pos(30))); case("AUC", {"label_weights": [.2, .3, 2.0], "thresholds": [.3, .9, .5]}, (bits(30, 3), uni(30, 3)))
case("AUC", {"curve": "pR"}, (bits(4), uni(4))); case("AUC", {"summation_method": "x"}, (bits(4), uni(4))); case("AUC", {"num_thresholds": 1}, (bits(4), uni(4))); case("AUC", {"num_labels": 3}, (bits(4), uni(4))); case("AUC", {"multi_label": True}, (bits(4), uni(4)))

t3 = np.array([[1, 1, 1], [1, 0, 0], [1, 1, 0]], "int32"); p3 = np.array([[.2, .6, .7], [.2, .6, .6], [.6, .8, 0]], "float32")
for avg in (None, "micro", "macro", "weighted"):
    for th in (None, .5, 1.0):
        case("F1Score", {"average": avg, "threshold": th}, (t3, p3), (onehot(5, 3), simplex(5, 3)), (onehot(5, 3), simplex(5, 3), pos(5)), (np.zeros((2, 3)), np.zeros((2, 3), "float32")))
        case("FBetaScore", {"average": avg, "threshold": th, "beta": 2.0}, (t3, p3), (onehot(5, 3), simplex(5, 3), pos(5)))
case("F1Score", {"average": "x"}, (t3, p3)); case("F1Score", {"threshold": 0.0}, (t3, p3)); case("FBetaScore", {"beta": 0.0}, (t3, p3)); case("F1Score", {}, (bits(4), uni(4)))

ids = lambda *s: rng.randint(0, 3, s)
for config in ({"num_classes": 3}, {"num_classes": 3, "ignore_class": 1}, {"num_classes": 2}, {"num_classes": 4, "dtype": "float32"}, {"num_classes": 3, "dtype": "int64"}, {"num_classes": 3, "name": "iou"}):
    case("MeanIoU", config, (ids(8), ids(8)), (ids(2, 4, 4), ids(2, 4, 4)), (ids(8), ids(8), rng.randint(0, 4, 8)), (ids(2, 4), ids(2, 4), rng.randint(0, 4, (2, 4))), (np.array([0, 3, -1, 255]), np.array([0, 1, 2, 0])))
    case("IoU", config | {"target_class_ids": [0]}, (ids(8), ids(8)), (ids(8).astype("float32"), ids(8).astype("float32")))
    case("IoU", config | {"target_class_ids": [1, 0]}, (ids(8), ids(8)), (ids(8), ids(8), np.float32(3)))
case("MeanIoU", {"num_classes": 3, "dtype": "float32"}, (ids(8), ids(8), pos(8)), (ids(2, 4), ids(2, 4), pos(2, 4)))
case("MeanIoU", {"num_classes": 3, "dtype": "int32"}, (ids(8), ids(8), pos(8)))
case("MeanIoU", {"num_classes": 3, "sparse_y_true": False, "sparse_y_pred": False}, (onehot(8, 3), simplex(8, 3)), (onehot(2, 4, 3), simplex(2, 4, 3)))
case("IoU", {"num_classes": 3, "target_class_ids": [2], "sparse_y_pred": False}, (ids(8), simplex(8, 3)))
case("IoU", {"num_classes": 3, "target_class_ids": [3]}, (ids(8), ids(8)))
for config in ({}, {"target_class_ids": [0]}, {"target_class_ids": [1], "threshold": .3}, {"threshold": .7, "dtype": "float32"}):
    case("BinaryIoU", config, (bits(8), uni(8)), (bits(8, 1), uni(8, 1)), (bits(2, 3, 3, 1), uni(2, 3, 3, 1)), (bits(4), np.array([.3, .7, .5, 0], "float32"), np.array([1, 2, 3, 4])))
for config in ({"num_classes": 3, "target_class_ids": [0, 2]}, {"num_classes": 3, "target_class_ids": [1], "sparse_y_pred": True}, {"num_classes": 3, "target_class_ids": [1], "ignore_class": 0}):
    case("OneHotIoU", config, (onehot(8, 3), ids(8) if config.get("sparse_y_pred") else simplex(8, 3)))
for config in ({"num_classes": 3}, {"num_classes": 3, "sparse_y_pred": True}, {"num_classes": 3, "ignore_class": 0}):
    case("OneHotMeanIoU", config, (onehot(8, 3), ids(8) if config.get("sparse_y_pred") else simplex(8, 3)))

for agg in ("uniform_average", "variance_weighted_average", None):
    for k in (0, 1, 5, 7, 8):
        case("R2Score", {"class_aggregation": agg, "num_regressors": k}, (norm(4, 2), norm(4, 2)), (norm(4, 2), norm(4, 2), pos(4)), (norm(4, 2), norm(4, 2), pos(4, 2)))
case("R2Score", {}, (pos(5, 1), pos(5, 1)), (np.ones((2, 1), "float32"), pos(2, 1))); case("R2Score", {}, (np.ones((2, 2), "float32"), pos(2, 2))); case("R2Score", {}, (np.ones((2, 2), "float32"), np.ones((2, 2), "float32")))
case("R2Score", {"class_aggregation": "x"}, (pos(5, 1), pos(5, 1))); case("R2Score", {"num_regressors": -1}, (pos(5, 1), pos(5, 1))); case("R2Score", {}, (pos(5), pos(5))); case("R2Score", {}, (pos(5, 1), pos(5)))
json.dump(cases, open(os.path.join(here, "metrics", "classes.json"), "w"), separators=(",", ":"))

names = {}
for n in ["mse", "MSE", "mae", "MAE", "mape", "MAPE", "msle", "MSLE", "bce", "BCE", "auc", "AUC", "precision", "recall", "f1_score", "f_beta_score", "log_cosh_error", "kl_divergence", "r2_score", "mean_io_u", "kld", "logcosh", "log_cosh", "rmse",
          "fbeta_score", "accuracy", "Accuracy", "binary_accuracy", "BinaryAccuracy", "categorical_accuracy", "sparse_categorical_accuracy", "top_k_categorical_accuracy", "sparse_top_k_categorical_accuracy", "root_mean_squared_error",
          "cosine_similarity", "hinge", "squared_hinge", "categorical_hinge", "poisson", "mean", "sum", "true_positives", "nope", "categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy", "f1score"]:
    try: o = metrics.get(n); names[n] = type(o).__name__
    except Exception as e: names[n] = type(e).__name__ + ": " + str(e)
json.dump(names, open(os.path.join(here, "metrics", "names.json"), "w"), indent=1)

functions = []
for n, t, p in [("binary_accuracy", bits(4, 3), uni(4, 3)), ("categorical_accuracy", onehot(4, 3), simplex(4, 3)), ("categorical_accuracy", onehot(2, 4, 3), simplex(2, 4, 3)), ("sparse_categorical_accuracy", ids(4), simplex(4, 3)),
                ("sparse_categorical_accuracy", ids(4, 1), simplex(4, 3)), ("sparse_categorical_accuracy", ids(2, 4), simplex(2, 4, 3)), ("sparse_categorical_accuracy", ids(2, 4, 1), simplex(2, 4, 3)), ("top_k_categorical_accuracy", onehot(4, 8), simplex(4, 8)),
                ("sparse_top_k_categorical_accuracy", ids(4), simplex(4, 8)), ("sparse_top_k_categorical_accuracy", ids(2, 4), simplex(2, 4, 8)), ("mean_squared_error", uni(4, 3), uni(4, 3)), ("binary_accuracy", bits(4), uni(4, 1)), ("binary_accuracy", bits(4, 1), uni(4))]:
    functions.append({"name": n, "y_true": pack(t), "y_pred": pack(p), "value": pack(getattr(metrics, n)(t, p).numpy())})
json.dump(functions, open(os.path.join(here, "metrics", "functions.json"), "w"), separators=(",", ":"))
print(len(cases), "cases")
for c in cases:
    if "error" in c: print(c["class"], c["config"], [{k: v["shape"] for k, v in u.items()} for u in c["updates"][-1:]], c["error"][:160])
for n, v in names.items(): print(n, v)
