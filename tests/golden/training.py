"""Losses, weights and files of small trainings by Python Keras 3.15.1. Run: python training.py (writes into the folder training)."""
import json, os, sys
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]   # random.py here is not Python's
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np, keras
from keras import layers as L

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "training")
out = {}

def data(seed, n=200, d=12, classes=3):
    r = np.random.RandomState(seed)
    x = r.normal(size=(n, d)).astype("float32")
    return x, r.randint(0, classes, n)

def record(name, h):
    out[name] = {k: list(map(float, v)) for k, v in h.history.items()}

# 1. the model: same seed, same run
keras.utils.set_random_seed(1234)
x = np.random.normal(size=(300, 20)).astype("float32")
y = (x[:, :3].sum(1) + np.random.normal(size=300) * .1 > 0).astype("int64")
m = keras.Sequential([keras.Input((20,)), L.Dense(32, activation="relu", kernel_initializer="he_normal"), L.BatchNormalization(), L.Dropout(.3), L.GaussianNoise(.1),
                      L.Dense(16, activation="tanh"), L.Dense(2, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
record("seeded", m.fit(x, y, epochs=5, validation_split=.2, verbose=0))
out["seeded_predict"] = m.predict(x[:4], verbose=0).tolist()
out["seeded_evaluate"] = m.evaluate(x, y, verbose=0)

# 2. several outputs, weights per output, sample weights
keras.utils.set_random_seed(5)
x, y = data(3)
i = keras.Input((12,)); h = L.Dense(8, activation="relu")(i)
a = L.Dense(3, activation="softmax", name="digit")(h); b = L.Dense(1, activation="sigmoid", name="even")(L.Concatenate()([h, i]))
m = keras.Model(i, [a, b])
m.compile(keras.optimizers.SGD(.05, momentum=.9), loss={"digit": "sparse_categorical_crossentropy", "even": keras.losses.BinaryCrossentropy()}, loss_weights={"digit": 1.0, "even": .5},
          metrics={"digit": ["accuracy"], "even": ["accuracy", keras.metrics.AUC(name="auc")]})
record("outputs", m.fit(x, {"digit": y, "even": (y % 2 == 0).astype("float32")}, epochs=3, batch_size=24, verbose=0))
out["outputs_evaluate"] = m.evaluate(x, {"digit": y, "even": (y % 2 == 0).astype("float32")}, verbose=0)

# 3. class weights, regularizers, constraints, clipping, weighted metrics
keras.utils.set_random_seed(6)
m = keras.Sequential([L.Dense(10, input_shape=(12,), activation="elu", kernel_regularizer="l2", activity_regularizer=keras.regularizers.L1(1e-3), kernel_constraint="max_norm"), L.Dense(3)])
m.compile(keras.optimizers.RMSprop(.01, clipnorm=.5), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"], weighted_metrics=["accuracy"])
record("weighted", m.fit(x, y, epochs=3, class_weight={0: 1., 1: 2., 2: .5}, verbose=0, validation_data=(x[:50], y[:50])))

# 4. transfer: freeze, new head, unfreeze
keras.utils.set_random_seed(7)
base = keras.Sequential([keras.Input((12,)), L.Dense(16, activation="relu", name="f1"), L.BatchNormalization(name="bn"), L.Dense(8, activation="relu", name="f2")], name="base")
head = keras.Sequential([base, L.Dense(3, activation="softmax", name="old")])
head.compile("adam", "sparse_categorical_crossentropy", metrics=["acc"])
record("source", head.fit(x, y, epochs=2, verbose=0))
head.save(os.path.join(here, "source.h5"))
base.trainable = False
i = keras.Input((12,)); m = keras.Model(i, L.Dense(2, activation="softmax", name="new")(base(i)))
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
record("frozen", m.fit(x, y % 2, epochs=2, verbose=0))
out["frozen_weights"] = [float(np.abs(w).sum()) for w in m.get_weights()]
base.trainable = True
m.compile(keras.optimizers.Adam(1e-4), "sparse_categorical_crossentropy", metrics=["accuracy"])
record("finetuned", m.fit(x, y % 2, epochs=2, verbose=0))
m.save(os.path.join(here, "finetuned.h5"))
m.save(os.path.join(here, "finetuned.keras"))
m.save_weights(os.path.join(here, "finetuned.weights.h5"))
out["finetuned_predict"] = m.predict(x[:3], verbose=0).tolist()

# 5. going on after the first epochs, shuffle off (what a saved and loaded model has to equal)
keras.utils.set_random_seed(8)
m = keras.Sequential([keras.Input((12,)), L.Dense(6, activation="relu"), L.Dense(3, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy")
record("first", m.fit(x, y, epochs=2, shuffle=False, verbose=0))
m.save(os.path.join(here, "halfway.h5"))
record("second", m.fit(x, y, epochs=2, shuffle=False, verbose=0))

# 6. shuffle="batch", steps, schedules
keras.utils.set_random_seed(9)
m = keras.Sequential([keras.Input((12,)), L.Dense(3, activation="softmax")])
m.compile(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(.1, 10, .5)), "sparse_categorical_crossentropy")
record("batch_shuffle", m.fit(x, y, epochs=2, shuffle="batch", batch_size=30, verbose=0))
record("steps", m.fit(x, y, epochs=3, batch_size=40, steps_per_epoch=3, verbose=0))
out["train_on_batch"] = [float(m.train_on_batch(x[:16], y[:16])), float(m.train_on_batch(x[16:40], y[16:40]))]
out["test_on_batch"] = float(m.test_on_batch(x[:16], y[:16]))

np.savez(os.path.join(here, "data.npz"), x=x, y=y)
json.dump(out, open(os.path.join(here, "expected.json"), "w"), indent=1)
