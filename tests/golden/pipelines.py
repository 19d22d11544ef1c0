"""Orders, batches and trainings of tf.data pipelines by TensorFlow 2.21 and Keras 3.15.1. Run: python pipelines.py (writes pipelines/values.json)."""
import json, os, sys
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]   # random.py here is not Python's
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np, tensorflow as tf, keras
from keras import layers as L

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pipelines")
os.makedirs(here, exist_ok=True)
out = {}
D = tf.data.Dataset
r = D.range

def plain(e):
    if isinstance(e, (tuple, list)): return [plain(i) for i in e]
    if isinstance(e, dict): return {k: plain(v) for k, v in e.items()}
    if isinstance(e, tf.data.Dataset): return [plain(i) for i in e]
    return np.asarray(e).tolist()

def passes(ds, n=3, limit=None):
    return [[plain(e) for e in (ds if limit is None else ds.take(limit))] for _ in range(n)]

def seeded(make, n=3, limit=None, seed=7):
    tf.random.set_seed(seed)
    return passes(make(), n, limit)

out["shuffle"] = seeded(lambda: r(10).shuffle(4, seed=5))
out["shuffle_once"] = seeded(lambda: r(10).shuffle(4, seed=5, reshuffle_each_iteration=False), 2)
out["shuffle_unseeded"] = seeded(lambda: r(10).shuffle(10))
out["shuffle_repeat"] = seeded(lambda: r(10).shuffle(4, seed=5).repeat(2))
out["shuffle_repeat_once"] = seeded(lambda: r(10).shuffle(4, seed=5, reshuffle_each_iteration=False).repeat(2))
out["shuffle_repeat_forever"] = seeded(lambda: r(10).shuffle(4, seed=5).repeat().take(25))
out["shuffle_batch_repeat"] = seeded(lambda: r(10).shuffle(4, seed=5).batch(3).repeat(2))
out["shuffle_map_repeat"] = seeded(lambda: r(10).shuffle(4, seed=5).map(lambda x: x).repeat(2))
out["shuffle_repeat_short"] = seeded(lambda: r(10).shuffle(4, seed=5).map(lambda x: x).repeat(2).take(12))
out["repeat_shuffle"] = seeded(lambda: r(10).repeat(2).shuffle(4, seed=5), 2)
out["shuffle_cache"] = seeded(lambda: r(10).shuffle(4, seed=5).cache())
out["cache_shuffle"] = seeded(lambda: r(10).cache().shuffle(4, seed=5))
out["shuffle_shuffle"] = seeded(lambda: r(10).shuffle(3, seed=5).shuffle(4, seed=6), 2)
out["shuffle_prefetch"] = seeded(lambda: r(10).shuffle(4, seed=5).batch(4, drop_remainder=True).prefetch(tf.data.AUTOTUNE), 2)

def shared():
    tf.random.set_seed(7)
    s = r(10).shuffle(10, seed=5)
    a, b = s.take(4), s.skip(4)
    return [passes(a, 1)[0], passes(b, 1)[0], passes(a, 1)[0], passes(D.zip((a, b)), 1)[0], passes(a.concatenate(b), 1)[0], passes(s, 1)[0]]
out["shared"] = shared()
out["take_none"] = seeded(lambda: r(10).shuffle(4, seed=5).take(0).concatenate(r(10).shuffle(4, seed=6)), 2)

f = D.from_tensor_slices((np.arange(10), np.arange(10) * 2.5))
out["batch"] = passes(f.batch(4), 1)[0]
out["batch_drop"] = passes(f.batch(4, drop_remainder=True), 1)[0]
out["unbatch"] = passes(f.batch(4).unbatch(), 1)[0]
out["window"] = passes(r(7).window(3, shift=2, stride=2, drop_remainder=True), 1)[0]
out["window_all"] = passes(r(7).window(3), 1)[0]
out["window_flat"] = passes(r(7).window(3, shift=1, drop_remainder=True).flat_map(lambda w: w.batch(3)), 1)[0]
out["shard"] = passes(r(10).shard(3, 1), 1)[0]
out["enumerate"] = passes(r(10, 13).enumerate(start=5), 1)[0]
out["filter"] = passes(r(10).filter(lambda x: x % 3 == 1), 1)[0]
out["interleave"] = passes(r(1, 5).interleave(lambda x: D.from_tensors(x).repeat(x), cycle_length=2, block_length=2), 1)[0]
out["range"] = [passes(r(10, 0, -3), 1)[0], passes(r(2, 9, 4), 1)[0], passes(r(0), 1)[0]]
out["choose"] = passes(D.choose_from_datasets([r(3), r(10, 12), r(20, 25)], D.from_tensor_slices(np.array([0, 1, 2, 1, 1, 2, 0, 0, 0, 2], "int64"))), 1)[0]
out["choose_stop"] = passes(D.choose_from_datasets([r(3), r(10, 12), r(20, 25)], D.from_tensor_slices(np.array([0, 1, 2, 1, 1, 2, 0, 0, 0, 2], "int64")), stop_on_empty_dataset=True), 1)[0]
out["padded"] = passes(r(1, 6).map(lambda x: tf.fill([x], x)).padded_batch(2), 1)[0] if False else [plain(e) for e in D.from_generator(lambda: iter([[1], [2, 2], [3, 3, 3]]), output_signature=tf.TensorSpec((None,), "int64")).padded_batch(2)]
out["padded_to"] = [plain(e) for e in D.from_generator(lambda: iter([[1], [2, 2], [3, 3, 3]]), output_signature=tf.TensorSpec((None,), "int64")).padded_batch(2, padded_shapes=[4], padding_values=np.int64(-1), drop_remainder=True)]
out["reduce"] = int(r(5).reduce(np.int64(0), lambda a, b: a + b))
card = lambda d: int(d.cardinality())
out["cardinality"] = [card(d) for d in [r(10), r(10).batch(4), r(10).batch(4, drop_remainder=True), r(10).repeat(3), r(10).repeat(), r(10).repeat().take(4), r(10).repeat().skip(4), r(10).skip(12), r(10).take(3), r(10).take(-1),
    r(10).skip(-1), r(10).filter(lambda x: x > 1), r(10).filter(lambda x: x > 1).take(3), r(10).concatenate(r(4)), r(10).repeat().concatenate(r(4)), D.zip((r(10), r(4))), D.zip((r(10).repeat(), r(4))), D.zip((r(10).repeat(), r(4).repeat())),
    D.zip((r(10), r(4).filter(lambda x: True))), r(10).shard(3, 0), r(10).shard(3, 1), r(10).batch(3).unbatch(), r(10).shuffle(3).batch(3).cache().prefetch(2).map(lambda x: x), r(10).repeat(0), r(10).repeat().batch(3), r(10).filter(lambda x: True).repeat(),
    r(10).window(3, shift=2), r(10).window(3, shift=2, drop_remainder=True), r(10).enumerate(), r(10).ignore_errors(), r(0).repeat(), r(10).filter(lambda x: True).batch(2)]]
out["spec"] = [str(d.element_spec) for d in [r(3), f, f.batch(4), f.batch(4, drop_remainder=True), D.from_tensor_slices({"a": np.zeros((3, 2), "float32"), "b": np.zeros(3, "int32")}).batch(2)]]

# ---- fit: the order of samples, seen through the losses and the samples themselves
class Seen(keras.Sequential):
    def train_step(self, data):
        self.seen.append(np.asarray(data[0])[:, 0].astype(int).tolist()); return super().train_step(data)
    def test_step(self, data):
        self.seen.append(["test"] + np.asarray(data[0])[:, 0].astype(int).tolist()); return super().test_step(data)
    def predict_step(self, data):
        self.seen.append(["predict"] + np.asarray(data[0] if isinstance(data, tuple) else data)[:, 0].astype(int).tolist()); return super().predict_step(data)

x = np.stack([np.arange(10), np.arange(10)[::-1] ** 2 / 50], 1).astype("float32"); y = (x.sum(1, keepdims=True) / 20).astype("float32")

def model():
    m = Seen([keras.Input((2,)), L.Dense(1, kernel_initializer=keras.initializers.Constant(.1))])
    m.seen = []
    m.compile(keras.optimizers.SGD(.005), "mse", metrics=["mae"], run_eagerly=True)
    return m

def train(make, epochs=3, val=None, **kw):
    tf.random.set_seed(7)
    ds = make(); m = model()
    h = m.fit(ds, epochs=epochs, verbose=0, validation_data=val(ds) if val else None, **kw)
    e = m.evaluate(ds, verbose=0, steps=kw.get("steps_per_epoch")); p = m.predict(ds, verbose=0, steps=kw.get("steps_per_epoch"))
    m.fit(ds, epochs=1, verbose=0, **kw)
    return {"seen": m.seen, "history": {k: list(map(float, v)) for k, v in h.history.items()}, "evaluate": list(map(float, e)), "predict": p.tolist()}

xy = D.from_tensor_slices((x, y))
out["fit"] = train(lambda: xy.shuffle(4, seed=5).batch(3))
out["fit_validation"] = train(lambda: xy.shuffle(10, seed=5).batch(3), val=lambda ds: ds.take(2))
out["fit_steps"] = train(lambda: xy.shuffle(4, seed=5).batch(3), steps_per_epoch=2)
out["fit_unknown"] = train(lambda: xy.shuffle(4, seed=5).filter(lambda x, y: x[0] > -1).batch(3))
out["fit_forever"] = train(lambda: xy.shuffle(4, seed=5).repeat().batch(3), steps_per_epoch=3)
out["fit_short"] = train(lambda: xy.shuffle(4, seed=5).batch(3), steps_per_epoch=6)
out["fit_validation_steps"] = train(lambda: xy.shuffle(10, seed=5).batch(3), val=lambda ds: ds, validation_steps=2)
out["fit_class_weight"] = train(lambda: D.from_tensor_slices((x, (np.arange(10) % 3).astype("float32"))).shuffle(4, seed=5).batch(3), class_weight={0: 1., 1: 2., 2: .5})
out["fit_weights"] = train(lambda: D.from_tensor_slices((x, y, np.arange(10).astype("float32"))).batch(4))

# ---- PyDataset
import random
class Batches(keras.utils.PyDataset):
    def __init__(self, **kw): super().__init__(**kw); self.asked = []
    def __len__(self): return 4
    def __getitem__(self, i): self.asked.append(i); return x[i * 3:i * 3 + 3], y[i * 3:i * 3 + 3]
    def on_epoch_begin(self): self.asked.append("begin")
    def on_epoch_end(self): self.asked.append("end")
def sequence(**kw):
    m = model(); keras.utils.set_random_seed(7); b = Batches()
    h = m.fit(b, epochs=3, verbose=0, **kw)
    first = list(b.asked); e = m.evaluate(b, verbose=0); p = m.predict(b, verbose=0)
    return {"asked": first, "asked_all": b.asked, "seen": m.seen, "history": {k: list(map(float, v)) for k, v in h.history.items()}, "evaluate": list(map(float, e)), "predict": p.tolist()}
out["py_dataset"] = sequence()
out["py_dataset_in_order"] = sequence(shuffle=False)
out["py_dataset_steps"] = sequence(steps_per_epoch=3)
out["py_dataset_validation"] = sequence(validation_data=Batches())

# ---- keras.utils
data = np.arange(20)
T = keras.utils.timeseries_dataset_from_array
keras.utils.set_random_seed(3)
out["timeseries"] = [passes(T(data, data * 10, 4, batch_size=3), 1)[0], passes(T(data, None, 3, sequence_stride=2, sampling_rate=2, batch_size=4, start_index=1, end_index=17), 1)[0],
    passes(T(data, data[4:], 4, batch_size=3, shuffle=True, seed=11), 2), passes(T(data, None, 4, batch_size=None, shuffle=True, seed=11), 1)[0], passes(T(np.stack([data, -data], 1), data, 2, batch_size=5, shuffle=True), 1)[0]]
keras.utils.set_random_seed(3)
S = keras.utils.split_dataset
out["split"] = [[passes(d, 1)[0] for d in S(np.arange(10), left_size=.8)], [passes(d, 1)[0] for d in S((np.arange(10), np.arange(10) * 2), right_size=3)], [passes(d, 1)[0] for d in S(np.arange(10), left_size=.6, shuffle=True, seed=6)],
    [passes(d, 1)[0] for d in S(f.batch(3), left_size=.5, right_size=.3)], [passes(d, 1)[0] for d in S(np.arange(10), left_size=4, shuffle=True)]]

json.dump(out, open(os.path.join(here, "values.json"), "w"), separators=(",", ":"))
print(len(json.dumps(out)))
