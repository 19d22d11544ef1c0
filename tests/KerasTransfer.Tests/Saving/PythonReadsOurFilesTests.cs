using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasTransfer.Constraints;
using KerasTransfer.Initializers;
using KerasTransfer.Layers;
using KerasTransfer.Regularizers;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Saving;

/// <summary>Python Keras 3 and tf_keras open what we save, predict the same and train on. Needs a Python with both: the environment variable KERASTRANSFER_PYTHON.</summary>
[TestClass]
public class PythonReadsOurFilesTests
{
    private static NDArray Wave(Shape shape, double phase = 0) =>
        NDArray.FromArray(Enumerable.Range(0, (int)shape.Size).Select(i => (float)Math.Sin(0.37 * i + phase)).ToArray(), shape);

    private static NDArray Classes(int n, int k) => NDArray.FromArray(Enumerable.Range(0, n).Select(i => (float)(i * 7 % k)).ToArray(), new Shape(n));

    private sealed record Case(string Name, Model Model, NDArray[] X, NDArray[] Y, bool Old = true, bool Trains = true);

    private static Sequential Mlp(Optimizer optimizer, LossArgument? loss = null)
    {
        Sequential model = new([keras.Input(4), new Dense(3, activation: "tanh"), new Dense(2, activation: "softmax")]);
        model.compile(optimizer, loss: loss ?? "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }

    private static Model Several()
    {
        KerasTensor a = new InputLayer(4, name: "a").output, b = new InputLayer(4, name: "b").output;
        Dense shared = new(5, activation: "relu", name: "shared", kernel_regularizer: new L2(0.01), bias_initializer: "ones");
        KerasTensor p = shared.Apply(a), q = shared.Apply(b);
        KerasTensor z = new Concatenate(name: "joined").Apply([new Add("sum").Apply([p, q]), new Multiply("product").Apply([p, q]), new Subtract("difference").Apply([p, q]),
            new Maximum("larger").Apply([p, q]), new Minimum("smaller").Apply([p, q]), new Average("mean").Apply([p, q]), new Dot(axes: 1, name: "dot").Apply([p, q])]);
        z = new LayerNormalization(name: "norm").Apply(z);
        return new Model([a, b], [new Dense(2, activation: "softmax", name: "kind").Apply(z), new Dense(1, name: "size", kernel_constraint: new MaxNorm(1.5)).Apply(new PReLU(name: "prelu").Apply(z))], "several");
    }

    private static Model Nested(bool freeze)
    {
        KerasTensor i = new InputLayer(6, name: "inner_input").output;
        KerasTensor h = new Activation("relu", name: "inner_act").Apply(new BatchNormalization(name: "inner_bn").Apply(new Dense(5, name: "inner_1").Apply(i)));
        Model inner = new(i, new Dense(4, name: "inner_2").Apply(h), "base");
        if (freeze) inner.trainable = false;
        Sequential head = new([new InputLayer(4), new LeakyReLU(name: "leaky"), new Dense(2, activation: "softmax", name: "classes")], name: "head");
        KerasTensor x = new InputLayer(6, name: "outer_input").output;
        return new Model(x, head.Apply(freeze ? inner.Apply(x, training: false) : inner.Apply(x)), "nested");
    }

    private static Sequential Every(NDArray data)
    {
        Normalization scale = new(name: "scale");
        scale.adapt(data * 3 + 1);
        return new([keras.Input(4), scale, new Reshape((2, 2)), new Permute((2, 1)), new Flatten(), new Rescaling(2.0, offset: -0.5),
            new Dense(6, kernel_initializer: new VarianceScaling(2.0, "fan_out", "untruncated_normal", seed: 3), activity_regularizer: new L1(0.01), use_bias: false, kernel_regularizer: new OrthogonalRegularizer(0.01)),
            new BatchNormalization(momentum: 0.9, scale: false), new ELU(0.7), new Softmax(axis: -1), new RepeatVector(2), new UnitNormalization(axis: -1), new Flatten(), new Dropout(0.2), new GaussianNoise(0.1),
            new GaussianDropout(0.1), new AlphaDropout(0.1), new ReLU(max_value: 6.0, negative_slope: 0.1), new GroupNormalization(groups: 2), new ActivityRegularization(l2: 0.01), new KerasTransfer.Layers.Identity(),
            new Activation("gelu"), new Dense(5, activation: "selu", kernel_initializer: "lecun_normal", bias_initializer: new Constant(0.1), bias_constraint: new MinMaxNorm(0.1, 0.9)),
            new Dense(4, activation: "swish", kernel_initializer: new Orthogonal(0.5, seed: 1), kernel_constraint: new UnitNorm()),
            new Dense(1, activation: "sigmoid", kernel_constraint: "non_neg", bias_regularizer: new L1L2(0.01, 0.02), kernel_initializer: new RandomUniform(0.0, 0.5))], name: "every");
    }

    private static IEnumerable<Case> Cases()
    {
        NDArray x = Wave((24, 4)), b = Wave((24, 4), 1), s = Wave((24, 1), 2), x6 = Wave((24, 6)), c = Classes(24, 2);
        (string, Optimizer, bool)[] optimizers =
        [
            ("adam", keras.optimizers.Adam(0.05), true), ("amsgrad", keras.optimizers.Adam(0.05, amsgrad: true), true), ("adamw", keras.optimizers.AdamW(0.05, weight_decay: 0.02), false),
            ("sgd", keras.optimizers.SGD(0.1), true), ("nesterov", keras.optimizers.SGD(0.1, momentum: 0.9, nesterov: true), true), ("rmsprop", keras.optimizers.RMSprop(0.02, momentum: 0.5, centered: true), true),
            ("nadam", keras.optimizers.Nadam(0.05), true), ("adamax", keras.optimizers.Adamax(0.05), true), ("adagrad", keras.optimizers.Adagrad(0.1), true), ("adadelta", keras.optimizers.Adadelta(1.0), true),
            ("ftrl", keras.optimizers.Ftrl(0.1), true), ("lion", keras.optimizers.Lion(0.01), false), ("lamb", keras.optimizers.Lamb(0.05), false), ("adafactor", keras.optimizers.Adafactor(0.05), false),
            ("clip", keras.optimizers.Adam(0.05, clipnorm: 0.1), true), ("accumulate", keras.optimizers.SGD(0.1, momentum: 0.9, gradient_accumulation_steps: 2), false),
            ("exponential", keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.05, 3, 0.8)), true), ("cosine", keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.05, 20, alpha: 0.1), momentum: 0.9), true),
            ("piecewise", keras.optimizers.SGD(keras.optimizers.schedules.PiecewiseConstantDecay([4, 8], [0.2, 0.1, 0.05])), true),
        ];
        foreach (var (name, optimizer, old) in optimizers) yield return new(name, Mlp(optimizer), [x], [c], old);

        foreach (string loss in new[] { "mse", "mae", "mean_squared_error", "MSE", "MeanSquaredError" })
        {
            Sequential one = new([keras.Input(4), new Dense(4, activation: "elu"), new Dense(1)]);
            one.compile("adam", loss: loss, metrics: ["mse", "mae"]);
            yield return new("loss_" + loss + (loss == "MSE" ? "2" : ""), one, [x], [s]);
        }
        Model named = Several();
        named.compile(keras.optimizers.Adam(0.02), loss: new LossArgument { ["kind"] = "sparse_categorical_crossentropy", ["size"] = "mse" }, loss_weights: new LossWeights { ["kind"] = 1.0, ["size"] = 0.5 },
            metrics: new MetricsArgument { ["kind"] = ["accuracy"], ["size"] = ["mae"] });
        yield return new("several_dict", named, [x, b], [c, s]);
        Model listed = Several();
        listed.compile(keras.optimizers.RMSprop(0.01), loss: ["sparse_categorical_crossentropy", keras.losses.Huber(delta: 0.5)], loss_weights: [1.0, 0.3], metrics: [["accuracy"], [keras.metrics.MeanAbsoluteError(name: "distance")]]);
        yield return new("several_list", listed, [x, b], [c, s]);
        foreach (bool freeze in new[] { true, false })
        {
            Model nested = Nested(freeze);
            nested.compile(keras.optimizers.SGD(0.1, momentum: 0.9), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
            yield return new(freeze ? "nested_frozen" : "nested_open", nested, [x6], [c]);
        }
        Sequential inside = new([keras.Input(6), Nested(true), new Dense(2, activation: "softmax")], name: "inside");
        inside.compile("adam", loss: "sparse_categorical_crossentropy");
        yield return new("sequential_of_models", inside, [x6], [c]);
        Sequential every = Every(x);
        every.compile(keras.optimizers.Adam(0.02), loss: keras.losses.BinaryCrossentropy(label_smoothing: 0.1), metrics: ["accuracy", keras.metrics.AUC(name: "auc"), keras.metrics.Precision(name: "precision")]);
        yield return new("every", every, [x], [c.reshape((24, 1))], Trains: false);
        Sequential modern = new([keras.Input(4), new RMSNormalization(), new Dense(2, activation: "softmax", kernel_initializer: new GlorotNormal())]);
        modern.compile("adam", loss: "sparse_categorical_crossentropy");
        yield return new("modern", modern, [x], [c], Old: false);
        KerasTensor i = new InputLayer(4, name: "x").output, h = new Dense(4, name: "one").Apply(i);
        Model operators = new(i, new Dense(2, activation: "softmax", name: "two").Apply(-(h * 2 + 1 - i / 4)), "operators");
        operators.compile("adam", loss: "sparse_categorical_crossentropy");
        yield return new("operators", operators, [x], [c], Old: false);
        (string, Layer[], Shape)[] convolutions =
        [
            ("sequences", [new ZeroPadding1D((1, 2)), new Conv1D(4, 3, activation: "relu"), new Conv1DTranspose(3, 4, strides: 2, padding: "same", output_padding: 1), new Cropping1D((1, 0)), new UpSampling1D(2),
                new MaxPooling1D(3, strides: 2, padding: "same"), new DepthwiseConv1D(2), new SeparableConv1D(4, 2), new AveragePooling1D(2), new GlobalAveragePooling1D()], (9, 2)),
            ("images", [new ZeroPadding2D(((0, 1), (1, 2))), new Conv2D(4, 3, strides: 2, padding: "same", activation: "relu"), new Conv2DTranspose(3, (4, 3), strides: 2, padding: "same"), new Conv2DTranspose(3, 3, strides: (2, 3), output_padding: (1, 0)),
                new Cropping2D((2, 1)), new UpSampling2D((1, 2)), new MaxPooling2D(2), new DepthwiseConv2D(3, depth_multiplier: 2), new SeparableConv2D(4, 2), new AveragePooling2D(2), new BatchNormalization(axis: 1), new GlobalMaxPooling2D()], (6, 5, 2)),
            ("volumes", [new Conv3D(4, 2, strides: (1, 2, 1), padding: "same", activation: "relu"), new Conv3DTranspose(3, 2, strides: 2, padding: "same"), new ZeroPadding3D(((0, 1), (1, 2), (1, 0))), new MaxPooling3D((2, 3, 2), strides: 2),
                new UpSampling3D((1, 2, 2)), new Cropping3D(((1, 0), (1, 1), (0, 1))), new AveragePooling3D((1, 2, 2), padding: "same"), new GlobalAveragePooling3D()], (3, 4, 4, 2)),
        ];
        foreach (var (name, layers, shape) in convolutions)
        {
            Sequential model = new([keras.Input(shape), .. layers, new Dense(2, activation: "softmax")], name: name);
            model.compile(keras.optimizers.SGD(0.05), loss: "sparse_categorical_crossentropy");
            yield return new(name, model, [Wave(new Shape(8).Concat(shape))], [Classes(8, 2)]);
        }
        KerasTensor f = new InputLayer(4, name: "x").output;
        KerasTensor g = keras.ops.concatenate([keras.ops.relu(new Dense(4, name: "one").Apply(f)), keras.ops.expand_dims(keras.ops.mean(f, axis: -1), -1), keras.ops.clip(f[.., 1..3], -0.5, 0.5), keras.ops.maximum(f, np.array([0f, 0.1f, 0.2f, 0.3f]))], axis: -1);
        Model functions = new(f, new Dense(2, activation: "softmax", name: "two").Apply(keras.ops.reshape(keras.ops.transpose(keras.ops.reshape(g, (-1, 11, 1)), [0, 2, 1]), (-1, 11))), "functions");
        functions.compile("adam", loss: "sparse_categorical_crossentropy");
        yield return new("functions", functions, [x], [c], Old: false);
        yield return new("uncompiled", Several(), [x, b], [], Trains: false);
    }

    private static object? Note(NDArray array) => new Dictionary<string, object?>
    {
        ["shape"] = array.shape.Dims.ToArray().Select(d => (object?)(long)d).ToList(),
        ["data"] = array.astype(DType.float64).AsSpan<double>().ToArray().Select(v => (object?)v).ToList(),
    };

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "check_saved.py");

    [TestMethod]
    public void Both_Keras_open_predict_and_train_on()
    {
        string? python = Environment.GetEnvironmentVariable("KERASTRANSFER_PYTHON");
        if (string.IsNullOrEmpty(python)) Assert.Inconclusive("KERASTRANSFER_PYTHON names no Python with keras and tf_keras.");
        using TestFolder folder = new();
        List<object?> notes = [];
        foreach (Case one in Cases())
        {
            if (one.Model.Compiled is not null) one.Model.fit(one.X, one.Y, epochs: 2, batch_size: 8, shuffle: false, verbose: 0);
            List<object?> files = [".h5", ".keras", ".weights.h5", ".only.h5"];
            one.Model.save(folder.File(one.Name + ".h5"));
            one.Model.save(folder.File(one.Name + ".keras"));
            one.Model.save_weights(folder.File(one.Name + ".weights.h5"));
            one.Model.save_weights(folder.File(one.Name + ".only.h5"));
            if (one.Name is "adafactor" or "lamb") files.Remove(".h5");         // Keras 3 itself cannot keep or find it there
            NDArray[] predictions = one.Model.predict_outputs(one.X, verbose: 0);
            double? next = one.Trains ? one.Model.fit(one.X, one.Y, epochs: 1, batch_size: 8, shuffle: false, verbose: 0).history["loss"][0] : null;
            notes.Add(new Dictionary<string, object?>
            {
                ["name"] = one.Name, ["files"] = files, ["old"] = one.Old, ["batch"] = 8L, ["x"] = one.X.Select(Note).ToList(), ["y"] = one.Y.Select(Note).ToList(),
                ["predictions"] = predictions.Select(Note).ToList(), ["next_loss"] = next,
                ["goes_on"] = one.Name != "nadam",                              // tf_keras reads an older Nadam, with another schedule of its momentum
            });
        }
        File.WriteAllText(folder.File("cases.json"), ConfigJson.Write(notes));
        if (Environment.GetEnvironmentVariable("KERASTRANSFER_KEEP") is { Length: > 0 } keep)
            foreach (string file in Directory.GetFiles(folder.Path)) File.Copy(file, Path.Combine(Directory.CreateDirectory(keep).FullName, Path.GetFileName(file)), true);

        ProcessStartInfo start = new(python, [Script(), folder.Path]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.IsGreaterThan(100, lines.Length, string.Join('\n', lines));
        string[] failures = [.. lines.Where(l => l.StartsWith("FAIL", StringComparison.Ordinal))];
        Assert.IsEmpty(failures, $"{failures.Length} of {lines.Length}:\n{string.Join('\n', failures)}");
    }
}
