"""Golden texts of model.summary(), piped (no terminal). Writes summary/*.txt beside this script; SummaryTests.cs builds the same models."""
import os
os.environ.pop("COLUMNS", None)
import keras
from keras import layers as L

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "summary")
os.makedirs(HERE, exist_ok=True)


def save(name, model, **kw):
    texts = []
    model.summary(print_fn=texts.append, **kw)
    assert len(texts) == 1
    with open(os.path.join(HERE, name + ".txt"), "w", encoding="utf-8", newline="") as f:
        f.write(texts[0])


def mlp():
    return keras.Sequential([keras.Input((28, 28)), L.Flatten(name="flatten"), L.Dense(300, name="dense"), L.LeakyReLU(name="leaky_re_lu"),
                             L.Dense(100, name="dense_1"), L.LeakyReLU(name="leaky_re_lu_1"), L.Dense(10, activation="softmax", name="dense_2")], name="sequential")


def branches():
    a, b = keras.Input((8,), name="a"), keras.Input((3,), name="b")
    x = L.Dense(4, name="left")(a)
    y = L.Dense(4, name="right")(b)
    z = L.Add(name="add")([x, y])
    out1 = L.Dense(2, name="class_output")(z)
    out2 = L.Dense(1, name="number_output")(z)
    return keras.Model([a, b], [out1, out2], name="branches")


def shared():
    a, b = keras.Input((8,), name="a"), keras.Input((8,), name="b")
    d = L.Dense(4, name="shared")
    return keras.Model([a, b], L.Concatenate(name="concatenate")([d(a), d(b)]), name="twins")


def chain_shared():
    a = keras.Input((4,), name="a")
    d = L.Dense(4, name="twice")
    return keras.Model(a, d(d(a)), name="chain")


def base(trainable=True):
    i = keras.Input((6,), name="inner_input")
    x = L.Dense(5, name="inner_1")(i)
    x = L.BatchNormalization(name="inner_bn")(x)
    m = keras.Model(i, L.Dense(4, name="inner_2")(x), name="base")
    m.trainable = trainable
    return m


def nested(trainable=True):
    i = keras.Input((6,), name="outer_input")
    x = base(trainable)(i, training=False)
    deep = keras.Sequential([keras.Input((4,)), L.Dense(3, name="deep_1"), keras.Sequential([keras.Input((3,)), L.Dense(2, name="deepest")], name="innermost")], name="head")
    return keras.Model(i, deep(x), name="nested")


def nested_graph():
    i = keras.Input((6,), name="outer_input")
    x = base(False)(i)
    y = L.Dense(4, name="beside")(i)
    return keras.Model(i, L.Add(name="sum")([x, y]), name="nested_graph")


def operations():
    a = keras.Input((4,), name="a")
    b = keras.Input((4,), name="b")
    x = L.Dense(4, name="d")(a) * 2.0
    y = x + b
    z = 1.0 - y / 3.0
    return keras.Model([a, b], -z, name="operations")


def operations_line():
    a = keras.Input((4,), name="a")
    return keras.Model(a, L.Dense(2, name="d")(a / 255.0 - 0.5), name="scaled")


def long_names():
    a = keras.Input((123456,), name="a_rather_long_name_for_an_input_layer_of_a_model")
    x = L.Dense(100, name="a_rather_long_name_for_a_dense_layer_that_does_not_fit")(a)
    y = L.Dense(100, name="another_name")(a)
    z = L.Add(name="and_a_sum_of_both")([x, y])
    return keras.Model(a, z, name="a_model_whose_name_is_so_long_that_the_line_with_the_title_does_not_fit_into_eighty_columns")


class Own(keras.Model):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.first = L.Dense(3, name="first")
        self.pool = L.ReLU(name="relu")
        self.flat = L.Flatten(name="flat")
        self.second = L.Dense(2, name="second")

    def call(self, x):
        return self.second(self.flat(self.pool(self.first(x))))


class Pair(L.Layer):
    def call(self, x):
        return x * 2.0, x[:, :2]


def pair():
    i = keras.Input((5,), name="i")
    a, b = Pair(name="pair")(i)
    return keras.Model(i, [L.Dense(2, name="left")(a), L.Dense(2, name="right")(b)], name="pairs")


keras.utils.clear_session()
save("mlp", mlp())
save("mlp_50", mlp(), line_length=50)
save("mlp_100", mlp(), line_length=100)
save("mlp_trainable", mlp(), show_trainable=True)
m = mlp()
m.layers[1].trainable = False
save("mlp_frozen", m, show_trainable=True)
save("mlp_positions", mlp(), positions=[0.3, 0.6, 1.0])
save("mlp_positions_short", mlp(), positions=[0.3, 0.5, 0.7])
save("mlp_range", mlp(), layer_range=("dense$", "leaky_re_lu_1"))
m = mlp()
m.compile("adam", "sparse_categorical_crossentropy")
save("mlp_compiled", m)
m.optimizer.build(m.trainable_variables)
save("mlp_optimizer", m)
save("unbuilt", keras.Sequential([L.Conv2D(4, 3, name="conv"), L.MaxPooling2D(name="pool"), L.Flatten(name="flat"), L.Dropout(0.5, name="drop"), L.Dense(2, name="out")], name="unbuilt"))
save("unbuilt_trainable", keras.Sequential([L.Dense(4, name="one"), L.ReLU(name="relu")], name="unbuilt"), show_trainable=True)
save("empty", keras.Sequential(name="empty"))
save("branches", branches())
save("branches_50", branches(), line_length=50)
save("branches_100", branches(), line_length=100)
save("branches_trainable", branches(), show_trainable=True)
save("shared", shared())
save("chain_shared", chain_shared())
save("nested", nested())
save("nested_expanded", nested(), expand_nested=True)
save("nested_frozen_expanded", nested(False), expand_nested=True, show_trainable=True)
save("nested_graph", nested_graph())
save("nested_graph_expanded", nested_graph(), expand_nested=True, show_trainable=True)
keras.utils.clear_session()
save("operations", operations(), show_trainable=True)
keras.utils.clear_session()
save("operations_line", operations_line())
save("long_names", long_names())
save("long_names_70", long_names(), line_length=70)
save("pair", pair())
save("own_unbuilt", Own(name="own"))
m = Own(name="own")
m(keras.ops.zeros((5, 4)))
save("own_called", m)
i = keras.Input((4,), name="i")
m = Own(name="own")
save("own_nested", keras.Model(i, m(i), name="outer"), expand_nested=True)
for width in range(24, 46):
    for name, model in (("mlp", mlp()), ("branches", branches())):
        try:
            save(f"narrow_{name}_{width}", model, line_length=width)
        except ValueError as e:
            print(width, name, e)
m = mlp()
try:
    m.summary(layer_range=("nothing", "dense"))
except ValueError as e:
    print(e)
