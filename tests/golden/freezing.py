"""Freezing and fine-tuning as Keras's guide "Transfer learning & fine-tuning" teaches it, by Python Keras 3.15.1 and, where that overwrites `training=False` (issue 20285),
by tf_keras. Weights and data are sine waves, so that no files are needed. Run: python freezing.py (writes into the folder freezing)."""
import json, os, sys
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]   # random.py here is not Python's
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np, keras, tf_keras

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "freezing")
out = {}

def wave(shape, step, scale=1.0):
    return (np.sin(np.arange(int(np.prod(shape))) * step) * scale).astype("float32").reshape(shape)

x, y = wave((37, 8, 8, 1), .37), np.arange(37) % 3

def settle(m):
    # variances stay positive
    m.set_weights([np.abs(wave(w.shape, .7 + .1 * i, .4)) + .5 if "variance" in v.name else wave(w.shape, .7 + .1 * i, .4) for i, (v, w) in enumerate(zip(m.weights, m.get_weights()))])

def base(k):
    L = k.layers
    i = k.Input((8, 8, 1))
    h = L.Conv2D(4, 3, padding="same", name="conv1")(i)
    h = L.BatchNormalization(name="bn1", momentum=.9)(h)
    h = L.ReLU(name="relu1")(h)
    h = L.MaxPooling2D(name="pool1")(h)
    h = L.Conv2D(6, 3, padding="same", use_bias=False, name="conv2")(h)
    h = L.BatchNormalization(name="bn2", momentum=.9)(h)
    h = L.ReLU(name="block2")(h)
    h = L.Conv2D(5, 2, name="conv3")(h)
    return k.Model(i, h, name="base")

def whole(k, b, **call):
    i = k.Input((8, 8, 1))
    h = k.layers.GlobalAveragePooling2D(name="gap")(b(i, **call))
    return k.Model(i, k.layers.Dense(3, activation="softmax", name="head")(h))

def compiled(k, m, optimizer):
    m.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return m

def fit(m, epochs=2):
    h = m.fit(x, y, epochs=epochs, batch_size=8, shuffle=False, verbose=0, validation_data=(x[:10], y[:10]))
    return {k: list(map(float, v)) for k, v in h.history.items()}

def statistics(b):
    return [np.asarray(w).tolist() for n in ("bn1", "bn2") for w in b.get_layer(n).get_weights()[2:]]

def state(m):
    return [float(np.abs(w).sum()) for w in m.get_weights()]

def evaluated(m):
    return [float(v) for v in m.evaluate(x, y, batch_size=8, verbose=0)]

# 1. the guide: frozen base called with training=False, then unfrozen at a low rate; the mode holds (tf_keras)
b = base(tf_keras); b.trainable = False
m = whole(tf_keras, b, training=False); settle(m)
compiled(tf_keras, m, tf_keras.optimizers.Adam(1e-2))
r = {"frozen": fit(m), "frozen_evaluate": evaluated(m), "frozen_state": state(m)}
b.trainable = True
compiled(tf_keras, m, tf_keras.optimizers.Adam(1e-3))
r |= {"tuned": fit(m), "tuned_evaluate": evaluated(m), "tuned_state": state(m), "tuned_predict": m.predict(x[:4], verbose=0).tolist()}
out["guide"] = r

# 2. frozen by its flag alone, then all unfrozen without a mode: the statistics follow the batches
b = base(keras); b.trainable = False
m = whole(keras, b); settle(m)
compiled(keras, m, keras.optimizers.SGD(.05, momentum=.9))
r = {"frozen": fit(m), "frozen_state": state(m)}
b.trainable = True
compiled(keras, m, keras.optimizers.SGD(.01))
r |= {"tuned": fit(m), "tuned_state": state(m), "tuned_evaluate": evaluated(m), "statistics": statistics(b)}
out["flag"] = r

# 3. from a layer on: conv2 and what follows; bn2 is trained, bn1 is not
b = base(keras); b.trainable = False
m = whole(keras, b); settle(m)
b.trainable = True
for layer in b.layers[:5]: layer.trainable = False
compiled(keras, m, keras.optimizers.RMSprop(1e-3))
out["partly"] = {"trainable": [w.path.split("/")[-2] + "/" + w.name for w in m.trainable_weights], "fit": fit(m), "state": state(m), "statistics": statistics(b)}

# 4. the base inside a Sequential
b = base(keras); b.trainable = False
m = keras.Sequential([keras.Input((8, 8, 1)), b, keras.layers.Flatten(), keras.layers.Dropout(0.0), keras.layers.Dense(3, activation="softmax")]); settle(m)
compiled(keras, m, keras.optimizers.Adam(1e-2))
r = {"frozen": fit(m), "frozen_state": state(m)}
b.trainable = True
compiled(keras, m, keras.optimizers.SGD(.01))
out["sequential"] = r | {"tuned": fit(m), "tuned_state": state(m), "statistics": statistics(b)}

# 5. features of a truncated model
b = base(keras); settle(b)
f = keras.Model(inputs=b.input, outputs=b.get_layer("block2").output)
p = f.predict(x, verbose=0)
out["truncated"] = {"shape": list(p.shape), "sum": float(np.abs(p).sum()), "sample": p[3, 1].ravel().tolist()}

json.dump(out, open(os.path.join(here, "expected.json"), "w"), indent=1)
