using System.Runtime.CompilerServices;

namespace KerasTransfer.Tests.Models;

/// <summary>Compares with tests/golden/summary, which Keras printed.</summary>
[TestClass]
public class SummaryTests
{
    private static string Golden(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "summary", name + ".txt"));

    private static void Check(string name, Model model, int? line_length = null, double[]? positions = null, bool expand_nested = false, bool show_trainable = false, (string, string)? layer_range = null)
    {
        List<string> texts = [];
        model.summary(line_length, positions, texts.Add, expand_nested, show_trainable, layer_range);
        Assert.HasCount(1, texts, "print_fn is called once");
        Assert.AreEqual(Golden(name), texts[0], name);
    }

    private static KerasTensor Input(int length, string name) => new InputLayer(shape: length, name: name).output;

    private static Sequential Mlp() => new([new InputLayer((28, 28)), new Flatten("flatten"), new Dense(300, "dense"), new LeakyReLU("leaky_re_lu"),
        new Dense(100, "dense_1"), new LeakyReLU("leaky_re_lu_1"), new Dense(10, "dense_2")], name: "sequential");

    private static Model Branches()
    {
        KerasTensor a = Input(8, "a"), b = Input(3, "b");
        KerasTensor z = new Add("add").Apply([new Dense(4, "left").Apply(a), new Dense(4, "right").Apply(b)]);
        KerasTensor first = new Dense(2, "class_output").Apply(z), second = new Dense(1, "number_output").Apply(z);
        return new Model([a, b], [first, second], "branches");
    }

    private static Model Base(bool trainable)
    {
        KerasTensor i = Input(6, "inner_input");
        KerasTensor x = new BatchNormalization("inner_bn").Apply(new Dense(5, "inner_1").Apply(i));
        return new Model(i, new Dense(4, "inner_2").Apply(x), "base", trainable);
    }

    private static Model Nested(bool trainable = true)
    {
        KerasTensor i = Input(6, "outer_input");
        KerasTensor x = Base(trainable).Apply(i, training: false);
        Sequential deep = new([new InputLayer(4), new Dense(3, "deep_1"), new Sequential([new InputLayer(3), new Dense(2, "deepest")], name: "innermost")], name: "head");
        return new Model(i, deep.Apply(x), "nested");
    }

    private static Model NestedGraph()
    {
        KerasTensor i = Input(6, "outer_input");
        return new Model(i, new Add("sum").Apply([Base(false).Apply(i), new Dense(4, "beside").Apply(i)]), "nested_graph");
    }

    [TestMethod]
    public void Sequential_models()
    {
        Check("mlp", Mlp());
        Check("mlp_50", Mlp(), line_length: 50);
        Check("mlp_100", Mlp(), line_length: 100);
        Check("mlp_trainable", Mlp(), show_trainable: true);
        Sequential frozen = Mlp();
        frozen.layers[1].trainable = false;
        Check("mlp_frozen", frozen, show_trainable: true);
        Check("mlp_positions", Mlp(), positions: [0.3, 0.6, 1.0]);
        Check("mlp_positions_short", Mlp(), positions: [0.3, 0.5, 0.7]);
        Check("mlp_range", Mlp(), layer_range: ("dense$", "leaky_re_lu_1"));
    }

    [TestMethod]
    public void Models_that_are_not_built()
    {
        Check("unbuilt", new Sequential([new Conv2D("conv"), new MaxPooling2D("pool"), new Flatten("flat"), new Dropout("drop"), new Dense(2, "out")], name: "unbuilt"));
        Check("unbuilt_trainable", new Sequential([new Dense(4, "one"), new ReLU("relu")], name: "unbuilt"), show_trainable: true);
        Check("empty", new Sequential(name: "empty"));
    }

    [TestMethod]
    public void Branches_and_shared_layers()
    {
        Check("branches", Branches());
        Check("branches_50", Branches(), line_length: 50);
        Check("branches_100", Branches(), line_length: 100);
        Check("branches_trainable", Branches(), show_trainable: true);

        KerasTensor a = Input(8, "a"), b = Input(8, "b");
        Dense shared = new(4, "shared");
        Check("shared", new Model([a, b], new Concatenate("concatenate").Apply([shared.Apply(a), shared.Apply(b)]), "twins"));
        KerasTensor c = Input(4, "a");
        Dense twice = new(4, "twice");
        Check("chain_shared", new Model(c, twice.Apply(twice.Apply(c)), "chain"));
    }

    [TestMethod]
    public void Models_in_models()
    {
        Check("nested", Nested());
        Check("nested_expanded", Nested(), expand_nested: true);
        Check("nested_frozen_expanded", Nested(false), expand_nested: true, show_trainable: true);
        Check("nested_graph", NestedGraph());
        Check("nested_graph_expanded", NestedGraph(), expand_nested: true, show_trainable: true);
    }

    [TestMethod]
    public void Operations_are_rows()
    {
        AutoName.Reset();
        KerasTensor a = Input(4, "a"), b = Input(4, "b");
        KerasTensor y = new Dense(4, "d").Apply(a) * 2.0 + b;
        Check("operations", new Model([a, b], -(1.0 - y / 3.0), "operations"), show_trainable: true);
        AutoName.Reset();
        KerasTensor c = Input(4, "a");
        Check("operations_line", new Model(c, new Dense(2, "d").Apply(c / 255.0 - 0.5), "scaled"));
    }

    [TestMethod]
    public void Long_names_are_cut_and_long_titles_broken()
    {
        Model Long()
        {
            KerasTensor a = Input(123456, "a_rather_long_name_for_an_input_layer_of_a_model");
            KerasTensor x = new Dense(100, "a_rather_long_name_for_a_dense_layer_that_does_not_fit").Apply(a), y = new Dense(100, "another_name").Apply(a);
            return new(a, new Add("and_a_sum_of_both").Apply([x, y]), "a_model_whose_name_is_so_long_that_the_line_with_the_title_does_not_fit_into_eighty_columns");
        }
        Check("long_names", Long());
        Check("long_names_70", Long(), line_length: 70);
    }

    [TestMethod]
    public void Several_outputs_of_one_layer()
    {
        KerasTensor i = Input(5, "i");
        KerasTensor[] two = new Pair("pair").ApplyOutputs(i);
        Check("pair", new Model(i, [new Dense(2, "left").Apply(two[0]), new Dense(2, "right").Apply(two[1])], "pairs"));
    }

    [TestMethod]
    public void Models_of_the_users_own_class()
    {
        Check("own_unbuilt", new Own("own"));
        Own called = new("own");
        called.Apply(np.zeros((5, 4), "float32"));
        Check("own_called", called);
        KerasTensor i = Input(4, "i");
        Check("own_nested", new Model(i, new Own("own").Apply(i), "outer"), expand_nested: true);
    }

    [TestMethod]
    public void The_optimizers_state_counts_once_it_is_built()
    {
        Sequential model = new([keras.Input((28, 28)), keras.layers.Flatten(name: "flatten"), keras.layers.Dense(300, name: "dense"), keras.layers.LeakyReLU(name: "leaky_re_lu"),
            keras.layers.Dense(100, name: "dense_1"), keras.layers.LeakyReLU(name: "leaky_re_lu_1"), keras.layers.Dense(10, activation: "softmax", name: "dense_2")], name: "sequential");
        Check("mlp", model);
        model.compile("adam", "sparse_categorical_crossentropy");
        Check("mlp_compiled", model);
        model.optimizer.build(model.trainable_variables);
        Check("mlp_optimizer", model);
    }

    [TestMethod]
    public void Every_narrow_width()
    {
        int compared = 0;
        for (int width = 24; width < 46; width++)
            foreach ((string name, Model model) in new[] { ("mlp", (Model)Mlp()), ("branches", Branches()) })
            {
                if (!File.Exists(Path.Combine(Folder(), $"narrow_{name}_{width}.txt")))
                {
                    Assert.AreEqual("Insufficient console width to print summary.", Assert.Throws<ValueError>(() => model.summary(width)).Message);
                    continue;
                }
                Check($"narrow_{name}_{width}", model, line_length: width);
                compared++;
            }
        Assert.IsGreaterThan(30, compared);

        static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "summary");
    }

    [TestMethod]
    public void Wrong_arguments()
    {
        Assert.AreEqual("Passed layer_names do not match the layer names in the model. Received: ('nothing', 'dense')",
            Assert.Throws<ValueError>(() => Mlp().summary(layer_range: ("nothing", "dense"))).Message);
        StringAssert.Contains(Assert.Throws<ValueError>(() => Mlp().summary(positions: [0.5, 1.0])).Message, "end of each of the 3 columns");
    }

    private sealed class Pair(string name) : Layer(name)
    {
        public override Tensors call(Tensors inputs, bool training) => new Tensor[] { inputs[0] * 2.0, keras.ops.take(inputs[0], keras.ops.arange(2), axis: 1) };
    }

    private sealed class Own : Model
    {
        private readonly Dense first, second;
        private readonly ReLU relu;
        private readonly Flatten flat;

        public Own(string name) : base(name)
        {
            first = Track(new Dense(3, "first"));
            relu = Track(new ReLU("relu"));
            flat = Track(new Flatten("flat"));
            second = Track(new Dense(2, "second"));
        }

        public override Tensor call(Tensor inputs, bool training) => second.Apply(flat.Apply(relu.Apply(first.Apply(inputs))));
    }

    // Stand-ins with the names and weights of Keras's layers, so that the table alone is tested.

    private static readonly Initializer zeros = new Zero();
    private sealed class Zero : Initializer { public override NDArray Apply(Shape shape, DType? dtype = null) => np.zeros(shape, dtype); }

    private sealed class Dense(int units, string name) : Layer(name)
    {
        private Variable kernel = null!, bias = null!;
        public override void build(Shape input_shape) => (kernel, bias) = (add_weight("kernel", (input_shape[^1], units), zeros), add_weight("bias", units, zeros));
        public override Tensor call(Tensor inputs) => keras.ops.matmul(inputs, kernel) + bias;
    }

    private sealed class BatchNormalization(string name) : Layer(name)
    {
        private Variable gamma = null!, beta = null!, mean = null!, variance = null!;
        public override void build(Shape input_shape) => (gamma, beta, mean, variance) = (add_weight("gamma", input_shape[^1], zeros), add_weight("beta", input_shape[^1], zeros),
            add_weight("moving_mean", input_shape[^1], zeros, trainable: false), add_weight("moving_variance", input_shape[^1], zeros, trainable: false));
        public override Tensor call(Tensor inputs) => (inputs - mean) / keras.ops.sqrt(variance + 1e-3) * gamma + beta;
    }

    private sealed class Flatten(string name) : Layer(name)
    {
        public override Tensor call(Tensor inputs) => keras.ops.reshape(inputs, new Shape(inputs.shape[0], (int)(inputs.shape.Size / inputs.shape[0])));
    }

    private sealed class Add(string name) : Layer(name)
    {
        public override Tensors call(Tensors inputs, bool training) => inputs[0] + inputs[1];
    }

    private sealed class Concatenate(string name) : Layer(name)
    {
        public override Tensors call(Tensors inputs, bool training) => keras.ops.concatenate(inputs, axis: -1);
    }

    private sealed class LeakyReLU(string name) : Layer(name) { public override Tensor call(Tensor inputs) => inputs; }
    private sealed class ReLU(string name) : Layer(name) { public override Tensor call(Tensor inputs) => keras.ops.relu(inputs); }
    private sealed class Conv2D(string name) : Layer(name) { public override Tensor call(Tensor inputs) => inputs; }
    private sealed class MaxPooling2D(string name) : Layer(name) { public override Tensor call(Tensor inputs) => inputs; }
    private sealed class Dropout(string name) : Layer(name) { public override Tensor call(Tensor inputs) => inputs; }
}
