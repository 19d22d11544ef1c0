"""Writes golden/models/*.json: what training, evaluation and model graphs give in Python Keras. Run with Keras 3 on TensorFlow."""
import json, os, warnings
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import keras
from keras import layers, ops

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "models")
results = {}


def wave(shape, step, scale=1.0):
    return (np.sin(np.arange(int(np.prod(shape))) * step) * scale).reshape(shape).astype("float32")


def settle(model):
    model.set_weights([wave(w.shape, 0.7 + 0.1 * i, 0.4) for i, w in enumerate(model.get_weights())])


def numbers(model):
    return [float(np.sum(np.abs(w))) for w in model.get_weights()]


def history(h):
    return {"keys": list(h.history), "values": {k: [float(v) for v in vs] for k, vs in h.history.items()}, "epoch": h.epoch}


x = wave((12, 4), 0.37)
labels = np.arange(12) % 3
onehot = np.eye(3, dtype="float32")[labels]
binary = (np.arange(12) % 2).astype("float32").reshape(12, 1)


def two_outputs():
    i = keras.Input((4,), name="in")
    h = layers.Dense(5, activation="tanh", name="shared")(i)
    a = layers.Dense(3, activation="softmax", name="a")(h)
    b = layers.Dense(1, activation="sigmoid", name="b")(h)
    m = keras.Model(i, [a, b])
    settle(m)
    return m


m = two_outputs()
m.compile(optimizer=keras.optimizers.SGD(0.1), loss={"a": "sparse_categorical_crossentropy", "b": "binary_crossentropy"}, loss_weights={"a": 1.0, "b": 0.5},
          metrics={"a": ["accuracy"], "b": ["mae", "accuracy"]}, weighted_metrics={"b": ["mae"]})
h = m.fit(x, {"a": labels, "b": binary}, batch_size=5, epochs=3, shuffle=False, verbose=0, validation_data=(x[:6], [labels[:6], binary[:6]]))
results["two_outputs"] = {"history": history(h), "evaluate": [float(v) for v in m.evaluate(x, [labels, binary], batch_size=5, verbose=0)],
                          "dict": list(m.evaluate(x, [labels, binary], verbose=0, return_dict=True)), "weights": numbers(m)}

m = keras.Sequential([keras.Input((4,)), layers.Dense(4, activation="relu", kernel_regularizer=keras.regularizers.L2(0.01), activity_regularizer=keras.regularizers.L2(0.02)),
                      layers.Dense(3, activation="softmax")])
settle(m)
m.compile(optimizer=keras.optimizers.Adam(0.01), loss="categorical_crossentropy", metrics=["accuracy"], weighted_metrics=["accuracy"])
h = m.fit(x, onehot, batch_size=4, epochs=3, shuffle=False, verbose=0, validation_split=0.25, class_weight={0: 0.5, 1: 2.0})
results["class_weight"] = {"history": history(h), "weights": numbers(m), "evaluate": [float(v) for v in m.evaluate(x, onehot, sample_weight=np.arange(12.0), verbose=0)]}


class Penalty(layers.Layer):
    def call(self, inputs):
        self.add_loss(0.1 * ops.mean(ops.square(inputs)))
        return inputs


first = layers.Dense(4, kernel_regularizer="l2", trainable=False)
m = keras.Sequential([keras.Input((4,)), first, layers.BatchNormalization(momentum=0.9), Penalty(), layers.Dense(1)])
settle(m)
m.layers[1].moving_variance.assign(np.ones(4))
m.compile(optimizer="sgd", loss="mse", metrics=["mae"])
results["on_batch"] = {
    "train": [[float(v) for v in m.train_on_batch(x, binary, sample_weight=np.arange(12.0))] for _ in range(2)],
    "test": [float(v) for v in m.test_on_batch(x, binary)], "weights": numbers(m), "predict": m.predict(x[:2], verbose=0).tolist()}

# Steps.
def steps(rows, batch, per_epoch, epochs):
    seen = []
    class Watch(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None): seen.append(0)
        def on_train_batch_end(self, batch, logs=None): seen[-1] += 1
    m = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
    m.compile("sgd", "mse")
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try:
            h = m.fit(x[:rows], binary[:rows], batch_size=batch, steps_per_epoch=per_epoch, epochs=epochs, verbose=0, callbacks=[Watch()])
            return {"steps": seen, "warnings": len([1 for i in w if "ran out" in str(i.message)]), "losses": len(h.history.get("loss", []))}
        except Exception as e:
            return {"steps": seen, "error": str(e)}

results["steps"] = {f"{r},{b},{p},{e}": steps(r, b, p, e) for r, b, p, e in [(10, 4, 2, 3), (8, 4, 2, 2), (8, 4, 5, 2), (12, None, 3, 2)]}

# Names and order.
keras.utils.clear_session()
i1, i2 = keras.Input((4,)), keras.Input((4,), name="second")
d = layers.Dense(4)
p, q = d(i1), d(i2)
s = layers.Add()([p, q])
r = layers.Concatenate()([s, p])
n = keras.Model([i1, i2], [layers.Dense(2)(r), s])
inner = keras.Sequential([keras.Input((4,)), layers.Dense(4), layers.Dense(4)])
j = keras.Input((4,))
outer = keras.Model(j, inner(layers.Dense(4)(j)) * 2.0 + 1.0)
outer_ops = [o.name for o in outer.operations]
lone = keras.Sequential()
lone.add(keras.Input((4,)))
for _ in range(3): lone.add(layers.Dense(2))
last = keras.Model(j, layers.Dense(1)(j))
results["names"] = {"n": n.name, "layers": [l.name for l in n.layers], "outputs": n.output_names, "inner": inner.name, "inner_layers": [l.name for l in inner.layers],
                    "outer": outer.name, "outer_layers": [l.name for l in outer.layers], "outer_ops": outer_ops, "lone": lone.name, "last": last.name,
                    "paths": [w.path for w in outer.weights], "outer_outputs": outer.output_names}

deferred = keras.Sequential([layers.Dense(3)])
deferred.predict(np.ones((5, 4)), verbose=0)
results["deferred"] = {"names": [l.name for l in deferred.layers]}
with open(os.path.join(here, "models.json"), "w") as f: json.dump(results, f, indent=1)
