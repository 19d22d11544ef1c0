namespace KerasTransfer.Tests;

/// <summary>From a layer's constructor to its factory, its options, its properties and its config.</summary>
[TestClass]
public class LayerTests
{
    private const string Types = """
        namespace KerasTransfer.Layers
        {
            public enum Padding { valid, same }

            /// <summary>Leaky &amp; linear.</summary>
            /// <param name="negative_slope">Slope below zero.</param>
            [OldName("alpha", "negative_slope")]
            public sealed partial class LeakyReLU(double negative_slope = 0.3, LayerOptions? options = null) : Layer(options)
            {
                public double Call(double x) => x < 0 ? x * negative_slope : x;
            }

            /// <summary>Pools.</summary>
            [KerasName("MaxPool2D")]
            public sealed partial class MaxPooling2D(Size2D pool_size, Size2D? strides = null, Padding padding = Padding.valid, LayerOptions? options = null) : Layer(options)
            {
                public Size2D strides { get; } = strides ?? pool_size;
            }

            [OldName("output_units", "units")]
            public sealed partial class Dense(int units, string? activation = null, Initializer? kernel_initializer = null, [NotSaved] Regularizer? activity_regularizer = null,
                LayerOptions? options = null) : Layer((options ?? LayerOptions.From()) with { activity_regularizer = activity_regularizer })
            {
                public Initializer kernel_initializer { get; } = kernel_initializer ?? "zeros";
            }

            public sealed partial class Embedding(int input_dim, (int, double?) pair, int[] sizes, Shape? target = null, LayerOptions? options = null) : Layer(options);
            public sealed partial class GRU(int units, bool reset_after = true, LayerOptions? options = null) : Layer(options);
            public sealed partial class Flatten(LayerOptions? options = null) : Layer(options);
            public sealed partial class Wrapped(Layer layer, string merge = "a\"b", LayerOptions? options = null) : Layer(options);

            [NoFactory(Module = "keras")]
            public sealed class Sequential(Layer[] layers) : Layer
            {
                public override Dictionary<string, object?> get_config() => new() { ["layers"] = ConfigValue.Of(layers) };
                internal static Sequential FromConfig(ConfigReader reader) => new(reader.Required("layers", static v => v.ToArray(static l => l.ToObject<Layer>())));
            }
        }
        namespace KerasTransfer.Initializers
        {
            public sealed partial class Zeros : Initializer;
            public sealed partial class Constant(double value = 0.0, int? seed = null) : Initializer;
        }
        namespace KerasTransfer.Regularizers { public sealed partial class L2(double l2 = 0.01) : Regularizer; }
        """;

    private static string[] Run(string statements) => Compiled.Run(Types, "var layers = new LayersApi();" + statements);

    [TestMethod]
    public void Constructor_and_factory_take_the_options_one_by_one() => Compiled.AreEqual(new[] { "0.3 auto", "0.2 auto", "0.1 a", "0.1 b", "(None, 5) False float64", "(2, 3)", "-0.2" }, Run("""
        void show(LeakyReLU l) => print(ConfigJson.Number(l.negative_slope) + " " + l.name);
        show(new LeakyReLU());
        show(new LeakyReLU(0.2));
        show(layers.LeakyReLU(0.1, "a"));
        show(new LeakyReLU(0.1, new LayerOptions("b", true, null, null, null)));
        var flat = new Flatten(input_dim: 5, trainable: false, dtype: "float64");
        print($"{flat.batch_input_shape} {flat.trainable} {flat.dtype}");
        print(layers.Dense(3, batch_input_shape: (2, 3)).batch_input_shape!.ToString());
        print(ConfigJson.Number(new LeakyReLU(0.1).Call(-2)));
        """));

    [TestMethod]
    public void Old_spellings_work_and_warn()
    {
        Compiled.AreEqual(new[] { "0.2", "0.5", "3 d", "4" }, Run("""
            print(ConfigJson.Number(new LeakyReLU(alpha: 0.2).negative_slope));
            print(ConfigJson.Number(layers.LeakyReLU(name: "x", alpha: 0.5).negative_slope));
            var dense = new Dense(output_units: 3, name: "d");
            print($"{dense.units} {dense.name}");
            print(layers.Dense(4, "relu").units);
            """));
        string[] complaints = new Compiled($$"""
            using KerasTransfer; using KerasTransfer.Saving; using KerasTransfer.Layers;
            {{Types}}
            static class Use { static object Old() => new LeakyReLU(alpha: 0.2); static object New() => new LeakyReLU(0.2); }
            """).Complaints;
        Assert.HasCount(1, complaints);
        StringAssert.Contains(complaints[0], "'Write negative_slope: instead of alpha:.'");
    }

    [TestMethod]
    public void A_required_argument_named_like_an_option_is_not_that_option() => Compiled.AreEqual(new[] { "null", "7" }, Run("""
        var e = new Embedding(7, (1, null), [1, 2]);
        print(e.batch_input_shape?.ToString());
        print(e.input_dim);
        """));

    [TestMethod]
    public void An_optional_argument_named_like_an_option_is_that_option() => Compiled.AreEqual(new[] { "L2", "False" }, Run("""
        Layer dense = layers.Dense(3, activity_regularizer: new KerasTransfer.Regularizers.L2());
        print(dense.activity_regularizer!.GetType().Name);
        print(dense.get_config().ContainsKey("activity_regularizer").ToString());
        """));

    [TestMethod]
    public void Config_is_what_Keras_writes() => Compiled.AreEqual(new[]
    {
        """{"module": "keras.layers", "class_name": "MaxPooling2D", "config": {"name": "auto", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "pool_size": [2, 3], "strides": [2, 3], "padding": "same"}, "registered_name": null}""",
        """{"name": "auto", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "units": 3, "activation": null, "kernel_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}}""",
        """[7, [1, null], [1, 2], [null, 4]]""",
    }, Run("""
        print(ObjectConfig.Serialize(layers.MaxPool2D((2, 3), padding: Padding.same)));
        print(new Dense(3).get_config());
        print(new Embedding(7, (1, null), [1, 2], (null, 4)).get_config().Values.Skip(3).ToList());
        """));

    [TestMethod]
    public void Reading_a_config_gives_the_object_again() => Compiled.AreEqual(Enumerable.Repeat("True", 6).ToArray(), Run("""
        void again(Layer layer)
        {
            string json = ConfigJson.Write(ObjectConfig.Serialize(layer));
            Layer back = ObjectConfig.Deserialize<Layer>(ConfigJson.Parse(json));
            print((back.GetType() == layer.GetType() && ConfigJson.Write(ObjectConfig.Serialize(back)) == json).ToString());
        }
        again(new MaxPooling2D((2, 3), padding: Padding.same, name: "m"));
        again(new Dense(3, "relu", new KerasTransfer.Initializers.Constant(0.5, 3), trainable: false, dtype: "float64"));
        again(new Embedding(7, (1, 0.5), [1, 2], (null, 4)));
        again(new Wrapped(new Wrapped(new Flatten())));
        again(new Sequential([new Flatten(), new Dense(2)]));
        print((Dense.from_config(new Dense(5).get_config()).units == 5).ToString());
        """));

    [TestMethod]
    public void Files_of_older_versions_are_read() => Compiled.AreEqual(new[] { "9 Zeros (None, 4)", "0.5", "2x2 same", "2" }, Run("""
        var dense = ObjectConfig.Deserialize<Dense>(ConfigJson.Parse("{\"class_name\": \"Dense\", \"config\": {\"output_dim\": 9, \"init\": \"zero\", \"input_dim\": 4, \"batch_input_shape\": [null, 4], \"ragged\": false, \"activation\": \"relu\"}}"
            .Replace("\"zero\"", "\"zeros\"")));
        print($"{dense.units} {dense.kernel_initializer.GetType().Name} {dense.batch_input_shape}");
        print(ConfigJson.Number(ObjectConfig.Deserialize<LeakyReLU>(ConfigJson.Parse("{\"class_name\": \"LeakyReLU\", \"config\": {\"alpha\": 0.5}}")).negative_slope));
        var pool = ObjectConfig.Deserialize<MaxPooling2D>(ConfigJson.Parse("{\"class_name\": \"MaxPool2D\", \"config\": {\"pool_size\": [2, 2], \"border_mode\": \"same\"}}"));
        print($"{pool.pool_size.Height}x{pool.pool_size.Width} {pool.padding}");
        var old = ObjectConfig.Deserialize<Sequential>(ConfigJson.Parse("{\"class_name\": \"Sequential\", \"config\": [{\"class_name\": \"Flatten\", \"config\": {}}, {\"class_name\": \"Flatten\", \"config\": {}}]}"));
        print(((System.Collections.IList)old.get_config()["layers"]!).Count);
        """));

    [TestMethod]
    public void GRU_of_older_versions_resets_before_unless_it_was_cuDNNs() => Compiled.AreEqual(["True", "False", "True", "True"], Run("""
        void show(string json, int major) => print(ObjectConfig.Deserialize<GRU>(ConfigJson.Parse(json), new(KerasMajor: major)).reset_after.ToString());
        show("{\"class_name\": \"GRU\", \"config\": {\"units\": 3}}", 3);
        show("{\"class_name\": \"GRU\", \"config\": {\"units\": 3, \"implementation\": 1}}", 2);
        show("{\"class_name\": \"GRU\", \"config\": {\"units\": 3, \"reset_after\": true, \"time_major\": false}}", 2);
        show("{\"class_name\": \"CuDNNGRU\", \"config\": {\"units\": 3}}", 2);
        """));

    [TestMethod]
    public void Custom_objects_and_nothing_else_beyond_the_table() => Compiled.AreEqual(new[]
    {
        "0.25", "0.25", "0.75",
        "Layer: Could not locate class 'Scale' (a Layer). If it is your own, pass custom_objects: new() { [\"Scale\"] = config => new Scale(…) }.",
        "Layer: Could not locate class 'Zeros' (a Layer). If it is your own, pass custom_objects: new() { [\"Zeros\"] = config => new Zeros(…) }.",
        "Layer: the custom object 'Scale' did not make a Layer.",
    }, Run("""
        var scale = ConfigJson.Parse("{\"module\": null, \"class_name\": \"Scale\", \"config\": {\"factor\": 0.25}, \"registered_name\": \"Own>Scale\"}");
        CustomObjects custom = new() { ["Scale"] = config => new LeakyReLU(Convert.ToDouble(config["factor"])) };
        print(ConfigJson.Number(((LeakyReLU)ObjectConfig.Deserialize<Layer>(scale, new(custom))).negative_slope));
        var wrapped = Wrapped.from_config(new Dictionary<string, object?> { ["layer"] = scale }, custom);
        print(ConfigJson.Number(((LeakyReLU)wrapped.layer).negative_slope));
        custom = new() { ["Own>Scale"] = config => new LeakyReLU(0.75) };
        print(ConfigJson.Number(((LeakyReLU)ObjectConfig.Deserialize<Layer>(scale, new(custom))).negative_slope));
        fails(() => ObjectConfig.Deserialize<Layer>(scale));
        fails(() => ObjectConfig.Deserialize<Layer>("Zeros"));
        fails(() => ObjectConfig.Deserialize<Layer>(scale, new(new() { ["Scale"] = _ => "no layer" })));
        """));

    [TestMethod]
    public void Errors_name_class_key_expected_and_given() => Compiled.AreEqual(new[]
    {
        "Dense 'units': expected an integer, received \"three\".",
        "Dense 'units': expected an integer, received null.",
        "Dense: the configuration lacks 'units'. It holds: name.",
        "Unrecognized keyword arguments passed to Dense: {\"zzz\": 1}. Known: units.",
        "MaxPooling2D 'padding': expected one of 'valid', 'same', received \"1\".",
        "MaxPooling2D 'pool_size': expected a list of 2, received [1, 2, 3].",
        "Embedding 'sizes'[1]: expected an integer, received \"b\".",
        "Wrapped 'layer': expected an object's configuration or a name, received 3.",
    }, Run("""
        fails(() => Dense.from_config(new Dictionary<string, object?> { ["units"] = "three" }));
        fails(() => Dense.from_config(new Dictionary<string, object?> { ["units"] = null }));
        fails(() => Dense.from_config(new Dictionary<string, object?> { ["name"] = "d" }));
        fails(() => Dense.from_config(new Dictionary<string, object?> { ["units"] = 3, ["zzz"] = 1, ["quantization_config"] = null }));
        fails(() => MaxPooling2D.from_config(new Dictionary<string, object?> { ["pool_size"] = 2L, ["padding"] = "1" }));
        fails(() => MaxPooling2D.from_config(new Dictionary<string, object?> { ["pool_size"] = new List<object?> { 1L, 2L, 3L } }));
        fails(() => Embedding.from_config(new Dictionary<string, object?> { ["input_dim"] = 1, ["pair"] = (1, 2.0), ["sizes"] = new List<object?> { 1, "b" } }));
        fails(() => Wrapped.from_config(new Dictionary<string, object?> { ["layer"] = 3L }));
        """));

    [TestMethod]
    public void Documentation_is_carried_over()
    {
        Compiled compiled = new("using KerasTransfer; using KerasTransfer.Saving;\n" + Types);
        Assert.AreEqual("", string.Join("\n", compiled.Complaints));
        string part = compiled.Generated["KerasTransfer.Layers.LeakyReLU.g.cs"], api = compiled.Generated["LayersApi.g.cs"];
        StringAssert.Contains(part, "/// <summary>Slope below zero.</summary>\n    public double negative_slope { get; } = negative_slope;");
        foreach (string text in new[] { part, api })
        {
            StringAssert.Contains(text, "/// <summary>Leaky &amp; linear.</summary>");
            StringAssert.Contains(text, "/// <param name=\"negative_slope\">Slope below zero.</param>");
            StringAssert.Contains(text, "/// <param name=\"trainable\">Whether training changes it.</param>");
        }
    }

    [TestMethod]
    [DataRow("public sealed class A(int n, LayerOptions? options = null) : Layer(options);", "KT001: A must be partial: part of it is generated")]
    [DataRow("public sealed partial class A : Layer { public A(int n) { } }", "KT002: Declare a public property 'n' in A: its constructor is not a primary one, so the property cannot be generated")]
    [DataRow("public sealed partial class A(NDArray values) : Layer;", "KT003: 'values' of A cannot be read from a configuration: let KerasTransfer.NDArray implement IConfigValue, mark the parameter [NotSaved] and give it a default, or declare static FromConfig(ConfigReader)")]
    [DataRow("public sealed partial class A : Layer { public A(int n) { } public A(string s) { } }", "KT004: A needs a primary constructor or exactly one public constructor")]
    [DataRow("[OldName(\"k\", \"m\")] public sealed partial class A(int n) : Layer;", "KT005: [OldName(\"k\", \"m\")]: A has no argument 'm'")]
    [DataRow("public sealed partial class A([NotSaved] NDArray? values = null) : Layer;", null)]
    [DataRow("public abstract class A(int n) : Layer; public class B<T>(int n) : Layer; class C(int n) : Layer;", null)]
    public void Mistakes_are_reported(string source, string? complaint) =>
        Assert.AreEqual(complaint ?? "", string.Join("\n", new Compiled($"using KerasTransfer; {source}").Complaints.Where(c => c.StartsWith("KT") || c.StartsWith("CS0"))));
}
