"""Writes preprocessing/*: what Keras's ImageDataGenerator does to tiny pictures. Needs scipy.ndimage (1.10 or later).

    python tests/golden/preprocessing.py
"""
import io, json, os, sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path = [p for p in sys.path if os.path.abspath(p or ".") != here]          # golden/random.py is not Python's
import numpy as np
import keras
from keras.src.legacy.preprocessing import image as K

out = os.path.join(here, "preprocessing")
os.makedirs(out, exist_ok=True)
arrays = {}


def plain(value):
    if isinstance(value, (np.bool_, bool)): return bool(value)
    if isinstance(value, (np.integer, int)): return int(value)
    if isinstance(value, (np.floating, float)): return float(value)
    return value


def params(p): return {k: plain(v) for k, v in p.items()}


def picture(seed, *shape, high=255): return (np.random.RandomState(seed).rand(*shape) * high).astype("float32")


# 1. What is drawn.
generators = {
    "none": {},
    "all": dict(rotation_range=20, width_shift_range=0.2, height_shift_range=0.1, shear_range=5, zoom_range=0.3, channel_shift_range=9, horizontal_flip=True, brightness_range=(0.5, 1.5)),
    "whole shifts": dict(width_shift_range=3, height_shift_range=2, vertical_flip=True),
    "lists": dict(width_shift_range=[-0.4, 0.1, 0.3], height_shift_range=[1, 2, 4], zoom_range=[0.9, 1.5]),
    "large": dict(width_shift_range=2.5, height_shift_range=-0.3, zoom_range=(1, 1), rotation_range=90.5),
    "typical": dict(rescale=1 / 255, rotation_range=40, width_shift_range=0.2, height_shift_range=0.2, shear_range=0.2, zoom_range=0.2, horizontal_flip=True, fill_mode="nearest"),
}
draws = []
for name, arguments in generators.items():
    for seed in (0, 4, 123):
        g = K.ImageDataGenerator(**arguments)
        draws.append(dict(generator=name, seed=seed, shape=[8, 6, 3], draws=[params(g.get_random_transform((8, 6, 3), seed)), params(g.get_random_transform((8, 6, 3)))], after=float(np.random.random())))

# 2. What is done.
rs = np.random.RandomState(7)
transforms = []
for shape, channels_first in (((7, 5, 3), False), ((4, 9, 1), False), ((1, 6, 3), False), ((3, 5, 7), True), ((6, 6, 4), False)):
    x = picture(1, *shape)
    arrays[f"x {shape}"] = x
    for fill in ("nearest", "constant", "reflect", "wrap", "mirror"):
        for order in (0, 1):
            g = K.ImageDataGenerator(fill_mode=fill, cval=-7.5, interpolation_order=order, data_format="channels_first" if channels_first else "channels_last")
            cases = [dict(theta=rs.uniform(-180, 180)), dict(tx=float(rs.randint(-9, 9)), ty=rs.uniform(-9, 9)), dict(shear=rs.uniform(-60, 60), zx=rs.uniform(.3, 2), zy=rs.uniform(.3, 2)),
                     dict(theta=rs.uniform(-40, 40), tx=rs.uniform(-3, 3), ty=rs.uniform(-3, 3), shear=rs.uniform(-30, 30), zx=rs.uniform(.5, 1.5), zy=rs.uniform(.5, 1.5), flip_horizontal=True)]
            for case in cases:
                key = f"t{len(transforms)}"
                arrays[key] = g.apply_transform(x, case)
                transforms.append(dict(key=key, x=f"x {shape}", fill=fill, order=order, channels_first=channels_first, parameters=case))
for shape in ((7, 5, 3), (4, 9, 1), (6, 6, 4)):
    for high, low in ((255, 0), (1, 0), (300, 0), (255, -20)):
        x = picture(2, *shape, high=high - low) + np.float32(low)
        arrays[f"x {shape} {low} {high}"] = x
        for case in (dict(brightness=0.6180339), dict(brightness=1.7), dict(brightness=1.0), dict(channel_shift_intensity=-31.25), dict(channel_shift_intensity=12.5, flip_horizontal=True, flip_vertical=True, brightness=0.25)):
            key = f"t{len(transforms)}"
            arrays[key] = K.ImageDataGenerator().apply_transform(x, case)
            transforms.append(dict(key=key, x=f"x {shape} {low} {high}", fill="nearest", order=1, channels_first=False, parameters=case))

# 3. Batches of arrays.
flows = []
x = picture(3, 7, 6, 5, 3)
y = np.arange(7) % 2
w = np.linspace(0.5, 2, 7)
arrays["flow x"], arrays["flow y"], arrays["flow w"] = x, y, w
for name, arguments in generators.items():
    for seed, batch, shuffle in ((5, 3, True), (0, 4, False), (None, 7, True)):
        np.random.seed(99)
        it = K.ImageDataGenerator(**arguments).flow(x, y, sample_weight=w, batch_size=batch, seed=seed, shuffle=shuffle)
        one = dict(generator=name, seed=seed, batch_size=batch, shuffle=shuffle, length=len(it), batches=[])
        for t in range(2 * len(it) + 1):
            bx, by, bw = next(it)
            key = f"f{len(flows)} {t}"
            one["batches"].append(dict(y=by.tolist(), w=bw.tolist(), index=it.index_array.tolist(), key=key))
            if t < 2: arrays[key] = bx
        one["after"] = float(np.random.random())
        flows.append(one)

# 4. Standardization.
standard = []
data = picture(4, 30, 3, 2, 3)
arrays["data"] = data
fits = {
    "samplewise": (dict(samplewise_center=True, samplewise_std_normalization=True), {}),
    "featurewise": (dict(featurewise_center=True, featurewise_std_normalization=True, rescale=1 / 255), {}),
    "augmented": (dict(featurewise_std_normalization=True, rotation_range=30, horizontal_flip=True), dict(augment=True, rounds=2, seed=11)),
    "whitened": (dict(zca_whitening=True, zca_epsilon=1e-3), {}),
    "channels first": (dict(featurewise_center=True, data_format="channels_first"), {}),
}
for name, (arguments, fit) in fits.items():
    g = K.ImageDataGenerator(**arguments)
    g.fit(data, **fit)
    for what in ("mean", "std", "zca_whitening_matrix"):
        if getattr(g, what) is not None: arrays[f"{name} {what}"] = getattr(g, what)
    arrays[f"{name} batch"] = g.flow(data[:4], shuffle=False)[0]
    arrays[f"{name} one"] = g.standardize(data[5].copy())
    standard.append(dict(name=name))

# 5. A function that draws random numbers too.
def noisy(p): return p + np.float32(np.random.uniform(-5, 5))
np.random.seed(3)
it = K.ImageDataGenerator(preprocessing_function=noisy, rotation_range=15, horizontal_flip=True).flow(x, batch_size=3, seed=21)
for t in range(4): arrays[f"noisy {t}"] = next(it)

# 6. Single functions.
functions = {}
for name, f in dict(rotation=lambda p: K.random_rotation(p, 30, 0, 1, 2), shift=lambda p: K.random_shift(p, 0.3, 0.2, 0, 1, 2, fill_mode="wrap"), shear=lambda p: K.random_shear(p, 20, 0, 1, 2),
                    zoom=lambda p: K.random_zoom(p, (0.6, 1.4), 0, 1, 2, fill_mode="constant"), channel_shift=lambda p: K.random_channel_shift(p, 20, 2),
                    brightness=lambda p: K.random_brightness(p, (0.4, 1.6)), first=lambda p: K.random_rotation(p, 30)).items():
    np.random.seed(17)
    arrays[f"function {name}"] = f(x[0])
arrays["function whole"] = K.apply_affine_transform(x[0].astype("uint8"), theta=25, row_axis=0, col_axis=1, channel_axis=2)

# 7. Training.
trainings = []
for train_seed, val_seed, weighted in ((5, 6, False), (None, None, False), (None, 3, True)):
    keras.utils.set_random_seed(12)
    model = keras.Sequential([keras.Input((6, 5, 3)), keras.layers.Flatten(), keras.layers.Dense(1, kernel_initializer="zeros", activation="sigmoid")])
    model.compile(keras.optimizers.SGD(0.05), loss="binary_crossentropy")
    g = K.ImageDataGenerator(rescale=1 / 255, rotation_range=25, zoom_range=0.2, horizontal_flip=True)
    train, val = g.flow(x, y, batch_size=3, seed=train_seed), g.flow(x[:4], y[:4], batch_size=3, seed=val_seed)
    history = model.fit(train, epochs=3, validation_data=val, verbose=0, class_weight={0: 1.0, 1: 3.0} if weighted else None).history
    evaluated = model.evaluate(val, verbose=0)
    predicted = model.predict(train, verbose=0)
    trainings.append(dict(train_seed=train_seed, val_seed=val_seed, weighted=weighted, history=history, evaluated=evaluated, predicted=predicted.ravel().tolist(), seen=[train.total_batches_seen, val.total_batches_seen],
                          after=float(np.random.random())))

# 8. Files.
from PIL import Image
folder = os.path.join(out, "folder")
for k, name in enumerate(["cats/b.jpg", "cats/a.JPG", "cats/10.jpeg", "cats/9.jpg", "cats/more/z.jpg", "Dogs/1.jpg", "Dogs/2.jpg", "Dogs/_.jpg", ".hidden/h.jpg", "empty/readme.txt"]):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if name.endswith("txt"): open(path, "w").write("no picture\n")
    else: Image.fromarray((np.kron(np.random.RandomState(k).rand(4, 3, 3), np.ones((3, 3, 1))) * 255).astype("uint8")).save(path, quality=92)
directories = []
for name, generator, arguments in (
    ("plain", dict(rescale=1 / 255), dict(target_size=(6, 5), batch_size=4, seed=42)),
    ("grey", dict(horizontal_flip=True), dict(target_size=(12, 9), color_mode="grayscale", class_mode="binary", classes=["cats", "Dogs"], batch_size=3, seed=1)),
    ("training", dict(validation_split=0.4), dict(target_size=(7, 8), class_mode="sparse", subset="training", shuffle=False, interpolation="bilinear", batch_size=5)),
    ("validation", dict(validation_split=0.4), dict(target_size=(7, 8), class_mode=None, subset="validation", shuffle=False, keep_aspect_ratio=True, batch_size=5)),
    ("input", dict(rotation_range=30, data_format="channels_first"), dict(target_size=(5, 6), color_mode="rgba", class_mode="input", seed=3, batch_size=2)),
):
    np.random.seed(50)
    it = K.ImageDataGenerator(**generator).flow_from_directory(folder, **arguments)
    one = dict(name=name, filenames=it.filenames, classes=it.classes.tolist(), class_indices=it.class_indices, image_shape=list(it.image_shape), batches=[])
    for t in range(len(it) + 1):
        b = next(it)
        bx, by = (b, None) if arguments.get("class_mode", "categorical") is None else b
        if t < 2: arrays[f"{name} x{t}"] = bx
        if by is not None and t < 2: arrays[f"{name} y{t}"] = by
        one["batches"].append(it.index_array.tolist())
    one["after"] = float(np.random.random())
    directories.append(one)

# 9. Pictures that are saved on the way.
import tempfile
with tempfile.TemporaryDirectory() as temporary:
    np.random.seed(0)
    it = K.ImageDataGenerator(rotation_range=20).flow(x[:3], batch_size=2, seed=2, save_to_dir=temporary, save_prefix="p")
    next(it), next(it)
    saved = sorted(os.listdir(temporary))
    for name in saved: arrays[f"saved {name}"] = np.asarray(Image.open(os.path.join(temporary, name)))

np.savez_compressed(os.path.join(out, "values.npz"), **arrays)
with open(os.path.join(out, "cases.json"), "w") as f: json.dump(dict(draws=draws, transforms=transforms, flows=flows, standard=standard, trainings=trainings, directories=directories, saved=saved), f, separators=(",", ":"))
print({n: os.path.getsize(os.path.join(out, n)) for n in os.listdir(out)})
