namespace KerasTransfer.Tests;

/// <summary>What is particular to the families other than layers.</summary>
[TestClass]
public class FamilyTests
{
    private const string Types = """
        namespace KerasTransfer.Optimizers
        {
            public sealed partial class SGD(double learning_rate = 0.01, double momentum = 0.0, OptimizerOptions? options = null) : Optimizer(options);
            public sealed partial class AdamW(double learning_rate = 0.001, double? weight_decay = 0.004, OptimizerOptions? options = null)
                : Optimizer((options ?? OptimizerOptions.From()) with { weight_decay = weight_decay });
        }
        namespace KerasTransfer.Losses
        {
            public sealed partial class MeanSquaredError(string reduction = "sum_over_batch_size", string? name = "mean_squared_error") : Loss(name, reduction)
            {
                /// <summary>The mean of squares.</summary>
                [KerasName("mse", "MSE")]
                public static Tensor mean_squared_error(Tensor y_true, Tensor y_pred) => new((y_true.Value - y_pred.Value) * (y_true.Value - y_pred.Value));
            }
            public sealed partial class Huber(double delta = 1.0, string reduction = "sum_over_batch_size", string? name = "huber_loss") : Loss(name, reduction)
            {
                public static Tensor huber(Tensor y_true, Tensor y_pred, double delta = 1.0) => new(delta);
                public static Tensor other(Tensor a, Tensor b) => a;
            }
        }
        namespace KerasTransfer.Metrics
        {
            [KerasName("mse")]
            public sealed partial class MeanSquaredError(string? name = "mean_squared_error") : Metric(name);
            public sealed partial class BinaryAccuracy(string? name = "binary_accuracy", double threshold = 0.5) : Metric(name)
            {
                public static Tensor binary_accuracy(Tensor y_true, Tensor y_pred, double threshold = 0.5) => new(threshold);
            }
        }
        namespace KerasTransfer.Initializers
        {
            public sealed partial class HeNormal(int? seed = null) : Initializer;
            [KerasName("IdentityInitializer")]
            public sealed partial class Identity(double gain = 1.0) : Initializer;
        }
        namespace KerasTransfer.Regularizers { [KerasName("l1_l2")] public sealed partial class L1L2(double l1 = 0.0, double l2 = 0.0) : Regularizer; }
        namespace KerasTransfer.Callbacks { public class EarlyStopping(string monitor = "val_loss", double min_delta = 0, Action<int>? hook = null) : Callback { public string Seen => monitor + min_delta + hook; } }
        namespace KerasTransfer.Activations
        {
            public static class Relu { [KerasActivation] public static Tensor relu(Tensor x, double negative_slope = 0.0) => new(x.Value > 0 ? x.Value : negative_slope); }
            public static class Silu { [KerasActivation, KerasName("swish")] public static Tensor silu(Tensor x) => x; }
        }
        namespace KerasTransfer
        {
            public sealed partial class LossesApi { public string MSE => "by hand"; }
            public sealed partial class OptimizersApi { public KerasTransfer.Optimizers.SGD SGD(string text) => new(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)); }
        }
        """;

    private static string[] Run(string statements) => Compiled.Run(Types, statements);

    [TestMethod]
    public void Optimizers_take_lr_and_decay_of_old() => Compiled.AreEqual(new[] { "0.02 0.0 0.0", "0.5 0.9 0.0", "0.1 0.0 1e-06", "0.1 0.8 1e-06", "0.25 0.0 0.0", "0.125 0.0 0.0" }, Run("""
        var optimizers = new OptimizersApi();
        void show(KerasTransfer.Optimizers.SGD o) => print($"{ConfigJson.Number(o.learning_rate)} {ConfigJson.Number(o.momentum)} {ConfigJson.Number(o.decay)}");
        show(optimizers.SGD(0.02));
        show(optimizers.SGD(lr: 0.5, momentum: 0.9));
        show(optimizers.SGD(0.1, decay: 1e-6));
        show(new KerasTransfer.Optimizers.SGD(lr: 0.1, decay: 1e-6, momentum: 0.8));
        show(optimizers.SGD("0.25"));
        show((KerasTransfer.Optimizers.SGD)ObjectConfig.Deserialize<Optimizer>(ConfigJson.Parse("{\"class_name\": \"Custom>SGD\", \"config\": {\"lr\": 0.125, \"decay\": 0.0, \"is_legacy_optimizer\": false, \"jit_compile\": true, \"name\": \"SGD\"}}")));
        """));

    [TestMethod]
    public void The_warning_says_what_to_write() => Compiled.AreEqual(
        ["CS0618: 'SGD.SGD(double, double, double?, double?, string?, double?, double)' is obsolete: 'Write learning_rate: instead of lr:. decay: Write InverseTimeDecay.'"],
        new Compiled($"using KerasTransfer;\n{Types}\npublic static class Use {{ static object Old() => new KerasTransfer.Optimizers.SGD(lr: 1); }}").Complaints);

    [TestMethod]
    public void An_optimizers_own_argument_wins_over_the_option() => Compiled.AreEqual(new[] { "0.004", "0.1", """{"name": null, "weight_decay": 0.1, "clipnorm": 1.5, "learning_rate": 0.001}""" }, Run("""
        Optimizer plain = new KerasTransfer.Optimizers.AdamW(), given = new OptimizersApi().AdamW(weight_decay: 0.1, clipnorm: 1.5);
        print(ConfigJson.Number(plain.weight_decay ?? -1));
        print(ConfigJson.Number(given.weight_decay ?? -1));
        print(given.get_config());
        """));

    [TestMethod]
    public void Optimizers_go_by_any_case_and_others_do_not() => Compiled.AreEqual(new[] { "AdamW", "AdamW", "no" }, Run("""
        print(ObjectConfig.Deserialize<Optimizer>("adamw").GetType().Name);
        print(ObjectConfig.Deserialize<Optimizer>("ADAMW").GetType().Name);
        print(ClassTable.Find<Initializer>("HENORMAL") is null ? "no" : "yes");
        """));

    [TestMethod]
    public void Loss_functions_are_properties() => Compiled.AreEqual(new[] { "9.0", "1.0", "0.5", "by hand", "9.0", "mean_squared_error", "mean_squared_error", "huber", "null", "HUBER,MSE" }, Run("""
        var (losses, metrics) = (new LossesApi(), new MetricsApi());
        Tensor a = new(1), b = new(4);
        print(ConfigJson.Number(losses.mean_squared_error(a, b).Value));
        print(ConfigJson.Number(losses.huber(a, b).Value));
        print(ConfigJson.Number(metrics.binary_accuracy(a, b).Value));
        print(losses.MSE);
        LossFunction mse = metrics.mse;
        print(ConfigJson.Number(mse(a, b).Value));
        print(FunctionTable.NameOf(mse));
        print(FunctionTable.NameOf((LossFunction)KerasTransfer.Losses.MeanSquaredError.mean_squared_error));
        print(FunctionTable.NameOf(losses.huber));
        print(FunctionTable.NameOf((LossFunction)((t, p) => t)));
        print(string.Join(",", FunctionTable.Losses.Keys.Select(k => k.ToUpperInvariant()).Distinct().Where(k => k.Length < 8).Order()));
        """));

    [TestMethod]
    public void One_name_in_two_families_goes_by_the_type_asked_for_or_the_module() => Compiled.AreEqual(new[] { "KerasTransfer.Losses.MeanSquaredError", "KerasTransfer.Metrics.MeanSquaredError", "KerasTransfer.Metrics.MeanSquaredError", "KerasTransfer.Metrics.MeanSquaredError" }, Run("""
        print(ObjectConfig.Deserialize<Loss>("MeanSquaredError").ToString());
        print(ObjectConfig.Deserialize<Metric>("mse").ToString());
        print(ObjectConfig.Deserialize<Metric>("mean_squared_error").ToString());
        print(ObjectConfig.Deserialize<object>(ConfigJson.Parse("{\"module\": \"keras.metrics\", \"class_name\": \"MeanSquaredError\", \"config\": {}}")).ToString());
        """));

    [TestMethod]
    public void Configs_of_losses_and_metrics() => Compiled.AreEqual(new[]
    {
        """{"module": "keras.losses", "class_name": "Huber", "config": {"name": "huber_loss", "reduction": "sum_over_batch_size", "delta": 2.0}, "registered_name": null}""",
        """{"name": "binary_accuracy", "threshold": 0.5}""",
        "sum_over_batch_size",
    }, Run("""
        print(ObjectConfig.Serialize(new KerasTransfer.Losses.Huber(2)));
        print(new MetricsApi().BinaryAccuracy().get_config());
        print(ObjectConfig.Deserialize<Loss>(ConfigJson.Parse("{\"class_name\": \"Huber\", \"config\": {\"reduction\": \"auto\", \"name\": \"h\", \"fn\": \"huber\"}}")).reduction);
        """));

    [TestMethod]
    public void Snake_and_alias_factories() => Compiled.AreEqual(new[] { "3", "Identity Identity Identity", "0.5", "L1L2", "L1L2", "val_loss0" }, Run("""
        var (initializers, regularizers) = (new InitializersApi(), new RegularizersApi());
        print(initializers.he_normal(seed: 3).seed);
        print($"{initializers.identity().GetType().Name} {initializers.IdentityInitializer().GetType().Name} {initializers.identity_initializer().GetType().Name}");
        print(ConfigJson.Number(regularizers.l1_l2(0.5).l1));
        print(ObjectConfig.Deserialize<Regularizer>("l1l2").GetType().Name);
        print(ObjectConfig.Deserialize<Regularizer>(ConfigJson.Parse("{\"name\": \"WeightRegularizer\", \"l1\": 0.0, \"l2\": 0.0005}")).GetType().Name);
        print(new CallbacksApi().EarlyStopping().Seen);
        """));

    [TestMethod]
    public void Activations_by_property_and_name() => Compiled.AreEqual(new[] { "0.0", "silu", "relu", "relu,silu,swish" }, Run("""
        var activations = new ActivationsApi();
        print(ConfigJson.Number(activations.relu(new(-3)).Value));
        print(FunctionTable.Activations["swish"].Name);
        print(FunctionTable.NameOf(activations.relu));
        print(string.Join(",", FunctionTable.Activations.Keys.Order()));
        """));
}
