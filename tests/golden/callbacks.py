"""Writes callbacks/*.json: what Keras 3.15.1 prints as progress, and what its callbacks do and say, driven by hand with a clock of our own."""
import contextlib
import io
import json
import os
import tempfile
import warnings

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np
from keras.src.utils import progbar

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "callbacks")
clock = [0.0]
progbar.time.time = lambda: clock[0]


def captured(action):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        action()
    return out.getvalue()


# ---- progress

def logger(verbose, epochs, steps, calls):
    def run():
        p = keras.callbacks.ProgbarLogger()
        p.set_params({"verbose": verbose, "epochs": epochs, "steps": steps})
        for now, name, *arguments in calls:
            clock[0] = now
            getattr(p, name)(*arguments)
    return {"verbose": verbose, "epochs": epochs, "steps": steps, "calls": calls, "text": captured(run)}


def fit(epochs, steps, step_time, losses, start=1000.0, validation=True, first=None):
    now, calls = start, [[start, "on_train_begin", {}]]
    k = 0
    for epoch in range(epochs):
        calls.append([now, "on_epoch_begin", epoch, {}])
        for b in range(steps):
            now += first if first and b == 0 else step_time
            calls.append([now, "on_train_batch_end", b, {"accuracy": losses[k % len(losses)] / 2, "loss": losses[k % len(losses)]}])
            k += 1
        now += step_time
        logs = {"accuracy": 0.8125, "loss": losses[-1]}
        if validation:
            calls.append([now, "on_test_begin", {}])
            calls.append([now, "on_test_batch_end", 0, {"loss": 3.0}])
            calls.append([now, "on_test_end", {"loss": 3.0}])
            logs.update({"val_accuracy": 0.03125, "val_loss": -0.5})
        if epoch == 1:
            logs["learning_rate"] = 0.0010000000474974513
        calls.append([now, "on_epoch_end", epoch, logs])
    calls.append([now, "on_train_end", {}])
    return calls


L = [2.5, 0.03125, 0.09375, 12.34565, 0.0009, 1e-3, 0.0, 1e-7, 123456.789, 0.50005, float("nan"), float("inf"), -0.25, -1.03125]
progress = [
    logger(1, 2, 3, fit(2, 3, 0.5, L)), logger(1, 1, 12, fit(1, 12, 0.02, L)), logger(1, 3, 1, fit(3, 1, 0.001, L)), logger(1, 1, 10, fit(1, 10, 0.0001, L)),
    logger(1, 1, 105, fit(1, 105, 2.5, L, first=30)), logger(1, 1, 2000, fit(1, 6, 10.0, L)), logger(1, 1, 10, fit(1, 10, 0.0, L)), logger(1, 1, 100, fit(1, 100, 0.013, L, validation=False)),
    logger(2, 2, 3, fit(2, 3, 0.5, L)), logger(2, 1, 120, fit(1, 120, 0.0123, L)), logger(2, 1, 10, fit(1, 10, 0.00002, L)), logger(0, 2, 3, fit(2, 3, 0.5, L)),
    logger(1, 2, None, fit(2, 4, 0.5, L)), logger(2, 2, None, fit(2, 4, 0.5, L)),
    logger("auto", 1, 2, [[0.0, "on_test_begin", {}], [1.0, "on_test_batch_end", 0, {"loss": 1.5}], [2.0, "on_test_batch_end", 1, {"loss": 1.25}], [2.5, "on_test_end", {"loss": 1.25}]]),
    logger(2, 1, 2, [[0.0, "on_test_begin", {}], [1.0, "on_test_batch_end", 0, {"loss": 1.5}], [2.0, "on_test_batch_end", 1, {"loss": 1.25}], [2.5, "on_test_end", {"loss": 1.25}]]),
    logger(1, 1, 3, [[0.0, "on_predict_begin", {}]] + [[0.25 * (b + 1), "on_predict_batch_end", b, {}] for b in range(3)] + [[0.75, "on_predict_end", {}]]),
]


def bar(arguments, calls):
    def run():
        clock[0] = 50.0
        p = keras.utils.Progbar(**arguments)
        for now, name, n, values, *finalize in calls:
            clock[0] = now
            getattr(p, name)(n, values, *finalize)
    return {"arguments": arguments, "calls": calls, "text": captured(run)}


bars = [
    bar({"target": 10}, [[50.1 + i, "update", i + 1, [["loss", 1.0 / (i + 1)], ["acc", i / 10]]] for i in range(10)]),
    bar({"target": 10, "width": 30, "unit_name": "sample", "stateful_metrics": ["acc"]}, [[50.1 + i, "add", 2, [["loss", 1.0 / (i + 1)], ["acc", i / 10]]] for i in range(5)]),
    bar({"target": None}, [[50.1 + i, "update", i + 1, [["loss", 0.5]]] for i in range(3)]),
    bar({"target": 5, "interval": 2.0}, [[50.1 + i, "update", i + 1, []] for i in range(5)]),
    bar({"target": 5, "verbose": 2}, [[50.1 + i, "update", i + 1, [["loss", i * 1.0]]] for i in range(5)]),
    bar({"target": 4, "stateless_metrics": ["loss"]}, [[50.1 + i, "update", i + 1, [["loss", i * 1.0], ["acc", i * 1.0]]] for i in range(4)]),
]
json.dump({"logger": progress, "bars": bars}, open(os.path.join(HERE, "progress.json"), "w"), separators=(",", ":"), ensure_ascii=False)


# ---- callbacks that watch

class Model:
    def __init__(self):
        self.optimizer = keras.optimizers.SGD(0.1)
        self.metrics, self.stop_training, self.weights, self.saved, self.built = [], False, 0.0, [], True

    def get_weights(self):
        return [np.array([self.weights])]

    def set_weights(self, w):
        self.weights = float(w[0][0])

    def save(self, path, overwrite=True):
        self.saved.append(path)

    save_weights = save


def watch(kind, arguments, logs, batches=0, make=None):
    model = Model()
    result = {"class": kind, "arguments": arguments, "logs": logs, "batches": batches, "epochs": [], "error": None}

    def run():
        try:
            c = make() if make else getattr(keras.callbacks, kind)(**arguments)
            c.set_model(model)
            c.set_params({"epochs": len(logs), "verbose": 1, "steps": batches})
            c.on_train_begin({})
            for epoch, given in enumerate(logs):
                model.weights = float(epoch)
                c.on_epoch_begin(epoch, {})
                rate = float(model.optimizer.learning_rate.numpy())
                for b in range(batches):
                    c.on_train_batch_begin(b, {})
                    c.on_train_batch_end(b, dict(given))
                    if model.stop_training:
                        break
                entries = dict(given)
                c.on_epoch_end(epoch, entries)
                result["epochs"].append({"begin_rate": rate, "rate": float(model.optimizer.learning_rate.numpy()), "logs": entries, "stop": model.stop_training})
                if model.stop_training:
                    break
            c.on_train_end({})
            result["state"] = {k: getattr(c, k) for k in ("best", "wait", "stopped_epoch", "best_epoch") if hasattr(c, k)}
        except Exception as e:
            result["error"] = [type(e).__name__, str(e)]

    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        result["text"] = captured(run)
    result["warnings"] = [str(w.message) for w in shown if w.category is UserWarning]
    result["weights"] = model.weights
    result["saved"] = model.saved
    return result


def val(*values, name="val_loss"):
    return [{"loss": 9.0, name: v} for v in values]


V = val(1.0, 0.5, 0.6, 0.55, 0.4, 0.45, 0.46, 0.47, 0.1)
watches = [
    watch("EarlyStopping", {}, V), watch("EarlyStopping", {"patience": 2, "verbose": 1, "restore_best_weights": True}, V),
    watch("EarlyStopping", {"patience": 3, "verbose": 1, "restore_best_weights": True}, V), watch("EarlyStopping", {"patience": 1, "min_delta": 0.3}, V),
    watch("EarlyStopping", {"patience": 1, "start_from_epoch": 3, "verbose": 1, "restore_best_weights": True}, V), watch("EarlyStopping", {"patience": 2, "baseline": 0.45, "verbose": 1}, V),
    watch("EarlyStopping", {"monitor": "val_acc", "mode": "max", "patience": 1, "verbose": 1}, val(0.1, 0.2, 0.15, 0.3, 0.2, name="val_acc")),
    watch("EarlyStopping", {"monitor": "val_acc", "mode": "min"}, V), watch("EarlyStopping", {"monitor": "foo"}, V), watch("EarlyStopping", {"monitor": "loss", "mode": "best"}, V),
    watch("EarlyStopping", {"patience": 2}, val(float("nan"), float("nan"), 1.0, 0.5)), watch("EarlyStopping", {"patience": 9, "restore_best_weights": True, "verbose": 1}, V),
    watch("ReduceLROnPlateau", {"patience": 1, "verbose": 1, "monitor": "loss"}, V[:5]), watch("ReduceLROnPlateau", {"patience": 1, "cooldown": 2, "verbose": 1, "monitor": "loss"}, V),
    watch("ReduceLROnPlateau", {"patience": 2, "factor": 0.5, "min_lr": 0.03, "verbose": 1}, V), watch("ReduceLROnPlateau", {"mode": "max", "patience": 1, "verbose": 1, "min_delta": 0}, V),
    watch("ReduceLROnPlateau", {"monitor": "foo", "mode": "min"}, V[:2]), watch("ReduceLROnPlateau", {"factor": 1.0}, V),
    watch("ModelCheckpoint", {"filepath": "a{epoch:02d}-{val_loss:.2f}.keras", "verbose": 1}, V[:3]), watch("ModelCheckpoint", {"filepath": "best.keras", "save_best_only": True, "verbose": 1}, V[:6]),
    watch("ModelCheckpoint", {"filepath": "best.weights.h5", "save_best_only": True, "save_weights_only": True, "verbose": 1, "monitor": "val_acc", "mode": "max", "initial_value_threshold": 0.12},
          val(0.1, 0.2, 0.15, 0.3, name="val_acc")),
    watch("ModelCheckpoint", {"filepath": "b{epoch}-{batch}.h5", "save_freq": 3, "verbose": 1}, V[:3], batches=4), watch("ModelCheckpoint", {"filepath": "{nope}.keras"}, V[:1]),
    watch("ModelCheckpoint", {"filepath": "x"}, V[:1]), watch("ModelCheckpoint", {"filepath": "x.ckpt", "save_weights_only": True}, V[:1]), watch("ModelCheckpoint", {"filepath": "x.keras", "save_freq": "often"}, V[:1]),
    watch("ModelCheckpoint", {"filepath": "m.keras", "save_best_only": True, "monitor": "foo", "mode": "min", "verbose": 1}, V[:2]),
    watch("TerminateOnNaN", {}, [{"loss": 1.0}, {"loss": float("nan")}], batches=2), watch("TerminateOnNaN", {"raise_error": True}, [{"loss": float("inf")}], batches=2),
    watch("LearningRateScheduler", {"verbose": 1}, V[:3], make=lambda: keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr * 0.5, verbose=1)),
    watch("LearningRateScheduler", {"verbose": 1, "old": True}, V[:3], make=lambda: keras.callbacks.LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1), verbose=1)),
]
json.dump(watches, open(os.path.join(HERE, "watching.json"), "w"), separators=(",", ":"))


# ---- CSVLogger

def csv(arguments, runs, before=None):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.csv")
        if before is not None:
            with open(path, "w", newline="") as f:
                f.write(before)
        c = keras.callbacks.CSVLogger(path, **arguments)
        c.set_model(Model())
        for logs in runs:
            c.on_train_begin({})
            for epoch, given in enumerate(logs):
                c.on_epoch_end(epoch, dict(given))
            c.on_train_end({})
        with open(path, newline="") as f:
            return {"arguments": arguments, "runs": runs, "before": before, "text": f.read()}


A = [{"loss": 0.5, "mae": 1e-7, "val_loss": 123456789.125, "val_mae": 2.0}, {"loss": 0.1, "mae": 3.3, "val_loss": float("nan"), "val_mae": float("inf")}]
B = [{"loss": 0.5, "mae": 1.0, "learning_rate": 0.0010000000474974513}, {"loss": 0.25, "mae": 1.5, "learning_rate": 1e-05, "val_loss": 2.0, "extra": 1.0} | {}]
B[1].pop("extra")
json.dump([csv({}, [A]), csv({"separator": ";"}, [B]), csv({"append": True}, [A, A]), csv({"append": True}, [A], before="epoch,loss\r\n"), csv({}, [A, B]), csv({"append": True}, [A], before=""),
           csv({"separator": ","}, [[{"a,b": 1.0, 'q"': 2.0, "val_x": 0.1}]])], open(os.path.join(HERE, "csv.json"), "w"), separators=(",", ":"))

# ---- Python's formats
formats = []
for spec, values in {"": [0.1, 1e-7, 1e16, 123456789.125, 2.0, float("nan"), float("inf"), -0.0], ".2f": [0.125, 0.375, 2.675, -1.005, 1e20, 0.0, float("nan")], ".0f": [0.5, 1.5, 2.5, 1e3], "08.3f": [3.14159, -3.14159],
                     ".4e": [0.00012345, 1.03125, 9.99999, -1e-100, 0.0, 1e300], "e": [12345.678], ".3g": [0.00012345, 1234567.0, 0.5, 100.0], "g": [1e-5, 123456789.0, 0.1], ".1%": [0.125, 0.9999], "+.2f": [1.0, -1.0],
                     ">10.2f": [1.5], "<10.2f": [1.5], "^10.2f": [1.5], "*^10.2f": [1.5], " .2f": [1.0], ",.2f": [1234567.891], "_.1f": [1234567.891], "10": [1.5], "02d": [5, 123, -5], "d": [7], "4d": [42], "<4d": [42], "+d": [3], ",d": [1234567],
                     "x": [255], "b": [5], "05.1f": [float("nan"), float("inf")]}.items():
    formats += [{"spec": spec, "value": v, "text": format(v, spec)} for v in values]
json.dump(formats, open(os.path.join(HERE, "formats.json"), "w"), separators=(",", ":"))
