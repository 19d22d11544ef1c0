"""Writes optimizers/*.json: weights and slots of every optimizer after each of eight steps, and learning rate schedules, from Keras 3.15.1 on TensorFlow."""
import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers")
STEPS = 8
rng = np.random.RandomState(7)
SHAPES = {"dense/kernel": (4, 3), "dense/bias": (3,), "scale/gain": ()}
START = {path: rng.normal(size=shape).astype("float32") for path, shape in SHAPES.items()}
GRADIENTS = [{path: (rng.normal(size=shape) * (3 if step == 2 else 0.5)).astype("float32") for path, shape in SHAPES.items()} for step in range(STEPS)]
GRADIENTS[3]["dense/bias"][:] = 0


def numbers(x):
    return [float(v) for v in np.asarray(x, "float32").reshape(-1)]


def variables():
    made = []
    for path, value in START.items():
        layer, name = path.split("/")
        with keras.src.backend.name_scope(layer):
            made.append(keras.Variable(value, name=name))
        made[-1]._path = path
    return made


def run(optimizer, skip=(), constraint=None, exclude=None):
    weights = variables()
    if constraint:
        weights[0].constraint = constraint
    if exclude:
        optimizer.exclude_from_weight_decay(var_list=[weights[i] for i in exclude.get("list", [])], var_names=exclude.get("names"))
    after = []
    for step in range(STEPS):
        optimizer.apply_gradients([(None if (step, path) in skip else GRADIENTS[step][path], w) for path, w in zip(SHAPES, weights)])
        after.append([numbers(w) for w in weights])
    slots = [{"path": v.path, "shape": list(v.shape), "dtype": str(v.dtype), "values": [float(x) for x in np.asarray(v).reshape(-1)]} for v in optimizer.variables]
    result = {"after": after, "variables": slots, "learning_rate": float(np.asarray(optimizer.learning_rate)), "iterations": int(np.asarray(optimizer.iterations))}
    optimizer.finalize_variable_values(weights)
    result["finalized"] = [numbers(w) for w in weights]
    return result


CASES = [
    ("SGD", {}), ("SGD", {"momentum": 0.9}), ("SGD", {"momentum": 0.9, "nesterov": True, "learning_rate": 0.05}), ("SGD", {"weight_decay": 0.01, "learning_rate": 0.1}),
    ("SGD", {"clipnorm": 0.1}), ("SGD", {"clipvalue": 0.1}), ("SGD", {"global_clipnorm": 0.5, "learning_rate": 0.1}), ("SGD", {"gradient_accumulation_steps": 2, "learning_rate": 0.1}),
    ("SGD", {"use_ema": True, "ema_momentum": 0.9, "learning_rate": 0.1}), ("SGD", {"use_ema": True, "ema_momentum": 0.9, "ema_overwrite_frequency": 3, "learning_rate": 0.1}),
    ("SGD", {"use_ema": True, "ema_momentum": 0.8, "ema_overwrite_frequency": 2, "gradient_accumulation_steps": 3, "learning_rate": 0.1, "momentum": 0.5}),
    ("SGD", {"loss_scale_factor": 4.0, "learning_rate": 0.1}),
    ("Adam", {}), ("Adam", {"amsgrad": True, "learning_rate": 0.1, "beta_2": 0.5}), ("Adam", {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-3}),
    ("Adam", {"gradient_accumulation_steps": 3, "learning_rate": 0.1, "weight_decay": 0.1, "clipnorm": 1.0}), ("Adam", {"use_ema": True, "ema_momentum": 0.5, "learning_rate": 0.1}),
    ("Adam", {"gradient_accumulation_steps": 2, "global_clipnorm": 1.0, "amsgrad": True, "learning_rate": 0.1}),
    ("AdamW", {}), ("AdamW", {"learning_rate": 0.1, "weight_decay": 0.1, "amsgrad": True}),
    ("RMSprop", {}), ("RMSprop", {"momentum": 0.9}), ("RMSprop", {"centered": True, "momentum": 0.9}), ("RMSprop", {"centered": True, "rho": 0.5, "learning_rate": 0.01, "epsilon": 1e-3}),
    ("RMSprop", {"gradient_accumulation_steps": 2, "momentum": 0.5}),
    ("Adagrad", {}), ("Adagrad", {"initial_accumulator_value": 0.5, "learning_rate": 0.1}),
    ("Adadelta", {}), ("Adadelta", {"learning_rate": 1.0, "rho": 0.9, "epsilon": 1e-5}),
    ("Adamax", {}), ("Adamax", {"learning_rate": 0.1, "beta_1": 0.7, "beta_2": 0.9}),
    ("Nadam", {}), ("Nadam", {"learning_rate": 0.1, "beta_1": 0.8}), ("Nadam", {"gradient_accumulation_steps": 2, "learning_rate": 0.1}),
    ("Ftrl", {}), ("Ftrl", {"learning_rate": 0.1, "l1_regularization_strength": 0.01, "l2_regularization_strength": 0.1, "l2_shrinkage_regularization_strength": 0.05, "beta": 0.2}),
    ("Ftrl", {"learning_rate": 0.1, "learning_rate_power": -0.7, "initial_accumulator_value": 0.3}), ("Ftrl", {"learning_rate": 0.1, "learning_rate_power": 0.0}),
    ("Lion", {}), ("Lion", {"learning_rate": 0.01, "beta_1": 0.8, "weight_decay": 0.1}),
    ("Lamb", {}), ("Lamb", {"learning_rate": 0.1, "weight_decay": 0.01}),
    ("Adafactor", {}), ("Adafactor", {"learning_rate": 0.1, "relative_step": False, "clip_threshold": 0.5}),
    ("Muon", {}), ("Muon", {"learning_rate": 0.1, "momentum": 0.8, "nesterov": False, "rms_rate": None, "weight_decay": None, "adam_lr_ratio": 0.5}), ("Muon", {"exclude_layers": ["dens."], "learning_rate": 0.1}),
    ("ScheduleFreeAdamW", {}), ("ScheduleFreeAdamW", {"learning_rate": 0.1, "warmup_steps": 4, "weight_decay": 0.01}),
]

keras.backend.clear_session()
cases = []
for name, arguments in CASES:
    optimizer = getattr(keras.optimizers, name)(name="opt", **arguments)
    config = keras.optimizers.serialize(optimizer)
    print(name, arguments, flush=True)
    try:
        cases.append({"class": name, "arguments": arguments, "config": config, **run(optimizer)})
    except Exception as e:
        print("FAILED", name, arguments, repr(e)[:300])

exp = keras.optimizers.schedules.ExponentialDecay(0.1, 3, 0.5)
optimizer = keras.optimizers.SGD(exp, name="opt", momentum=0.5)
cases.append({"class": "SGD", "arguments": {"momentum": 0.5, "learning_rate": keras.optimizers.schedules.serialize(exp)}, "config": keras.optimizers.serialize(optimizer), **run(optimizer)})
optimizer = keras.optimizers.Adam(exp, name="opt", gradient_accumulation_steps=2)
cases.append({"class": "Adam", "arguments": {"gradient_accumulation_steps": 2, "learning_rate": keras.optimizers.schedules.serialize(exp)}, "config": keras.optimizers.serialize(optimizer), **run(optimizer)})

special = {
    "skipped": run(keras.optimizers.Adam(0.1, name="opt"), skip={(1, "dense/bias"), (4, "dense/kernel")}),
    "skipped_accumulation": run(keras.optimizers.SGD(0.1, name="opt", gradient_accumulation_steps=2), skip={(1, "dense/bias"), (4, "dense/kernel")}),
    "constraint": run(keras.optimizers.SGD(0.1, name="opt", use_ema=True, ema_momentum=0.5), constraint=keras.constraints.NonNeg()),
    "exclude_list": run(keras.optimizers.SGD(0.1, name="opt", weight_decay=0.5), exclude={"list": [0]}),
    "exclude_names": run(keras.optimizers.SGD(0.1, name="opt", weight_decay=0.5), exclude={"names": ["bi.s", "gain"]}),
}

names = {}
for name in ["SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl", "Lion", "Lamb", "Adafactor", "Muon", "ScheduleFreeAdamW"]:
    keras.backend.clear_session()
    o = getattr(keras.optimizers, name)()
    o.build(variables())
    names[name] = {"name": o.name, "paths": [v.path for v in o.variables]}

json.dump({"start": {p: numbers(v) for p, v in START.items()}, "shapes": SHAPES, "gradients": [{p: numbers(v) for p, v in g.items()} for g in GRADIENTS],
           "cases": cases, "special": special, "names": names}, open(os.path.join(HERE, "steps.json"), "w"), separators=(",", ":"))

S = keras.optimizers.schedules
SCHEDULES = [
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5}), ("ExponentialDecay", {"initial_learning_rate": 0.01, "decay_steps": 7, "decay_rate": 0.96, "staircase": True}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5}), ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "staircase": True}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10}), ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "power": 2.0, "cycle": True}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 13, "power": 0.5, "end_learning_rate": 0.01}), ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 13, "power": 1.7}),
    ("PiecewiseConstantDecay", {"boundaries": [5, 10], "values": [1.0, 0.5, 0.1]}), ("PiecewiseConstantDecay", {"boundaries": [3], "values": [0.3, 0.03]}),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 10}), ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "alpha": 0.2}),
    ("CosineDecay", {"initial_learning_rate": 0.0, "decay_steps": 10, "warmup_target": 0.1, "warmup_steps": 5}), ("CosineDecay", {"initial_learning_rate": 0.02, "decay_steps": 10, "warmup_target": 0.1, "warmup_steps": 4}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 5}), ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 4, "t_mul": 1.5, "m_mul": 0.5, "alpha": 0.1}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 6, "t_mul": 1.0, "m_mul": 0.9}),
]
at = list(range(0, 31)) + [50, 99, 100, 1000, 123456]
schedules = []
for name, arguments in SCHEDULES:
    s = getattr(S, name)(**arguments)
    schedules.append({"class": name, "arguments": arguments, "config": S.serialize(s), "steps": at,
                      "values": [float(np.asarray(s(keras.ops.cast(step, "int64")), "float32")) for step in at]})
json.dump(schedules, open(os.path.join(HERE, "schedules.json"), "w"), separators=(",", ":"))
