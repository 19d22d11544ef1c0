using KerasTransfer.Graph;
using KerasTransfer.Optimizers;
using KerasTransfer.Optimizers.Schedules;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Optimizers;

[TestClass]
public class OptimizerTests
{
    public static IEnumerable<object[]> Cases => OptimizerGolden.Steps.List("cases").Select((c, i) => new object[] { i, $"{((Dictionary<string, object?>)c!)["class"]} {ConfigJson.Describe(c.Dictionary("arguments"))}" });

    [TestMethod, DynamicData(nameof(Cases))]
    public void Agrees_with_Keras(int number, string what)
    {
        var expected = (Dictionary<string, object?>)OptimizerGolden.Steps.List("cases")[number]!;
        Optimizer optimizer = keras.optimizers.deserialize(new Dictionary<string, object?> { ["class_name"] = expected["class"], ["config"] = expected.Dictionary("arguments") });
        // Ftrl takes differences of powers. Muon's products of matrices are summed in another order, and the iteration enlarges what that changes.
        OptimizerGolden.Train(optimizer, expected, what, tolerance: (string)expected["class"]! switch { "Muon" => 5e-4f, "Ftrl" => 1e-5f, _ => 2e-6f });
    }

    [TestMethod, DynamicData(nameof(Cases))]
    public void Config_is_that_of_Keras_and_makes_the_same_optimizer(int number, string what)
    {
        var expected = (Dictionary<string, object?>)OptimizerGolden.Steps.List("cases")[number]!;
        Optimizer optimizer = keras.optimizers.deserialize(expected.Dictionary("config"));
        Dictionary<string, object?> written = keras.optimizers.serialize(optimizer);
        if (optimizer is Muon)                                                  // another order, and a number that Python has as 1
        {
            static string Sorted(Dictionary<string, object?> config) => ConfigJson.Write(config.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.Key == "adam_lr_ratio" ? Convert.ToDouble(p.Value) : p.Value));
            Assert.AreEqual(Sorted(expected.Dictionary("config").Dictionary("config")), Sorted(written.Dictionary("config")), what);
            return;
        }
        Assert.AreEqual(ConfigJson.Write(expected["config"]), ConfigJson.Write(written), what);
    }

    [TestMethod]
    public void Weights_without_gradient_stay()
    {
        OptimizerGolden.Train(new Adam(0.1), OptimizerGolden.Steps.Dictionary("special").Dictionary("skipped"), "Adam", skip: (step, w) => (step, w) is (1, 1) or (4, 0));
        OptimizerGolden.Train(new SGD(0.1, gradient_accumulation_steps: 2), OptimizerGolden.Steps.Dictionary("special").Dictionary("skipped_accumulation"), "SGD",
            skip: (step, w) => (step, w) is (1, 1) or (4, 0));
    }

    [TestMethod]
    public void Constraint_comes_after_the_average() =>
        OptimizerGolden.Train(new SGD(0.1, use_ema: true, ema_momentum: 0.5), OptimizerGolden.Steps.Dictionary("special").Dictionary("constraint"), "SGD", constraint: new NotNegative());

    private sealed class NotNegative : Constraint
    {
        public override Tensor call(Tensor w) => w * (w >= 0).Cast(w.dtype);
    }

    [TestMethod]
    public void Excluded_weights_do_not_decay()
    {
        Variable[] w = OptimizerGolden.Weights();
        SGD by_name = new(0.1, weight_decay: 0.5);
        by_name.exclude_from_weight_decay(var_names: ["bi.s", "gain"]);
        OptimizerGolden.Train(by_name, OptimizerGolden.Steps.Dictionary("special").Dictionary("exclude_names"), "by name");

        SGD by_list = new(0.1, weight_decay: 0.5);
        by_list.exclude_from_weight_decay(var_list: [w[0]]);
        for (int i = 0; i < 8; i++) by_list.apply(OptimizerGolden.Gradients(i), w);
        float[] expected = ((List<object?>)OptimizerGolden.Steps.Dictionary("special").Dictionary("exclude_list").List("after")[7]!)[0].Floats();
        float[] actual = w[0].numpy().AsSpan<float>().ToArray();
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 2e-6f);
        Assert.Throws<ValueError>(() => by_list.exclude_from_weight_decay(var_names: ["bias"]));
    }

    private static Variable TwoWeights() => new(np.array([1f, -2f]), "w");
    private static readonly NDArray[] threeGradients = [np.array([.1f, -.2f]), np.array([.3f, .1f]), np.array([-.2f, .4f])];

    // w = [1, −2] after three steps, Keras 3.15.1.
    private static IEnumerable<object[]> Printed =>
    [
        [() => new SGD(), .99799997, -2.003], [() => new SGD(momentum: .9), .99359, -2.0004799], [() => new SGD(momentum: .9, nesterov: true), .99223095, -2.003432],
        [() => new SGD(weight_decay: .01), .99770045, -2.0024004], [() => new RMSprop(), .99558294, -2.0011306], [() => new RMSprop(centered: true, momentum: .9), .98651618, -1.9966849],
        [() => new Adam(), .99782431, -1.999191], [() => new Adam(.1, beta_2: .5), .79351836, -1.9085013], [() => new Adam(.1, beta_2: .5, amsgrad: true), .79452223, -1.9124900],
        [() => new AdamW(), .99781233, -1.9991671], [() => new Adamax(), .9981299, -1.9990917], [() => new Nadam(), .99842715, -2.0002477], [() => new Adagrad(), .9994359, -2.000442],
        [() => new Adadelta(), .99999815, -2.0000014], [() => new Ftrl(), .04597332, -.31013364],
        [() => new Ftrl(l1_regularization_strength: .01, l2_regularization_strength: .1), .045915458, -.30994135], [() => new Lion(), .99900001, -2.0009999], [() => new Lamb(), .99517685, -1.9997407],
        [() => new Adafactor(), .99763751, -2.0013385], [() => new Adam(clipnorm: .1), .99761039, -1.9988394], [() => new SGD(clipnorm: .1), .99905133, -2.0003161],
        [() => new SGD(clipvalue: .1), .99900001, -2.0009999], [() => new SGD(gradient_accumulation_steps: 2), .99800003, -1.9995], [() => new Muon(), .99781233, -1.9991671],
        [() => new ScheduleFreeAdamW(), .99603581, -1.9998136],
    ];

    [TestMethod, DynamicData(nameof(Printed))]
    public void Three_steps(Func<Optimizer> make, double first, double second)
    {
        Optimizer optimizer = make();
        Variable w = TwoWeights();
        foreach (NDArray g in threeGradients) optimizer.apply_gradients([(g, w)]);
        Assert.AreEqual(first, w.numpy().item<double>(0), 2e-6, optimizer.name);
        Assert.AreEqual(second, w.numpy().item<double>(1), 2e-6, optimizer.name);
        Assert.AreEqual(3, optimizer.iterations.numpy().item<int>());
    }

    [TestMethod]
    public void Average_replaces_the_weights_at_the_end()
    {
        SGD optimizer = new(.1, use_ema: true, ema_momentum: .9);
        Variable w = TwoWeights();
        foreach (NDArray g in threeGradients) optimizer.apply([g], [w]);
        optimizer.finalize_variable_values([w]);
        Assert.AreEqual(.9863, w.numpy().item<double>(0), 1e-6);
        Assert.AreEqual(-1.9858999, w.numpy().item<double>(1), 1e-6);
    }

    [TestMethod]
    public void Learning_rate_is_read_at_each_step()
    {
        SGD optimizer = new(0.5);
        Variable w = TwoWeights();
        NDArray g = np.array([1f, 1f]);
        optimizer.apply([g], [w]);
        optimizer.learning_rate = 0.25;
        optimizer.apply([g], [w]);
        Assert.AreEqual(0.25, w.numpy().item<double>(0));
        optimizer.learning_rate *= 0.5;
        double rate = optimizer.learning_rate;
        Assert.AreEqual(0.125, rate);
        optimizer.learning_rate.assign(1);
        optimizer.apply([g], [w]);
        Assert.AreEqual(-0.75, w.numpy().item<double>(0));
        optimizer.learning_rate = 2;
        Assert.AreEqual("2", optimizer.learning_rate.ToString());
        Assert.AreEqual((double)0.001f, (double)new Adam().learning_rate);
        Assert.AreEqual("0.001", new Adam().learning_rate.ToString());
    }

    [TestMethod]
    public void Schedule_gives_the_rate_of_the_step()
    {
        SGD optimizer = new(new PiecewiseConstantDecay([0], [1.0, 0.5]));
        Variable w = TwoWeights();
        Assert.AreEqual(1, (double)optimizer.learning_rate);
        for (int i = 0; i < 2; i++) optimizer.apply([np.array([1f, 1f])], [w]);
        Assert.AreEqual(-0.5, w.numpy().item<double>(0));
        Assert.AreEqual(0.5, (double)optimizer.learning_rate);
        Assert.IsNotNull(optimizer.learning_rate.schedule);
        Assert.AreEqual("iteration", string.Join(' ', optimizer.variables.Select(v => v.name)));
        Assert.Contains("not settable", Assert.Throws<InvalidOperationException>(() => optimizer.learning_rate = 0.1).Message);
        Assert.Contains("not settable", Assert.Throws<InvalidOperationException>(() => optimizer.learning_rate.assign(0.1)).Message);

        SGD constant = new(0.1);
        constant.apply([np.array([1f, 1f])], [w]);
        constant.learning_rate = new ExponentialDecay(8, 1, 0.5);
        constant.apply([np.array([1f, 1f])], [w]);                              // step 1: 8 · ½
        Assert.AreEqual(-4.6, w.numpy().item<double>(0), 1e-6);
        Assert.HasCount(1, constant.variables);
    }

    [TestMethod]
    public void Own_schedule_and_own_optimizer()
    {
        SignDescent optimizer = new(new Halves());
        Variable w = TwoWeights();
        for (int i = 0; i < 2; i++) optimizer.apply_gradients([((Tensor)np.array([3f, -3f]), w)]);
        Assert.AreEqual(-0.5, w.numpy().item<double>(0));
        Assert.AreEqual(-0.5, w.numpy().item<double>(1));
        Assert.AreEqual("sign_descent", optimizer.name.TrimEnd("_0123456789".ToCharArray()));
        Assert.AreEqual($"{optimizer.name}/w_seen", optimizer.variables[1].path);
        Assert.AreEqual(2, optimizer.variables[1].numpy().item<int>(0));
    }

    private sealed class Halves : LearningRateSchedule
    {
        public override Tensor call(Tensor step) => 1.0 / (step + 1);
    }

    private sealed class SignDescent(LearningRate learning_rate) : Optimizer(learning_rate)
    {
        private Variable seen = null!;

        public override void build(IReadOnlyList<Variable> variables)
        {
            base.build(variables);
            seen = add_variable_from_reference(variables[0], "seen");
        }

        public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
        {
            assign_add(seen, 1.0);
            assign_sub(variable, learning_rate * keras.ops.sign(gradient));
        }
    }

    [TestMethod]
    public void Other_weights_are_refused()
    {
        Adam optimizer = new();
        Variable a = TwoWeights(), b = TwoWeights();
        optimizer.apply([threeGradients[0], threeGradients[0]], [a, b]);
        optimizer.Build([b]);                                                   // a subset is fine
        ValueError error = Assert.Throws<ValueError>(() => optimizer.apply([threeGradients[0]], [new Variable(np.zeros(2), "other")]));
        Assert.AreEqual("Unknown variable: <Variable path=other, shape=(2,), dtype=float64>. This optimizer can only be called for the variables it was originally built with. "
            + "When working with a new set of variables, you should recreate a new optimizer instance.", error.Message);
        Assert.HasCount(6, optimizer.variables);
    }

    [TestMethod]
    public void Errors_are_those_of_Keras()
    {
        Assert.AreEqual("Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: clipnorm=1.0, clipvalue=0.5, global_clipnorm=None",
            Assert.Throws<ValueError>(() => new SGD(clipnorm: 1, clipvalue: .5)).Message);
        Assert.AreEqual("Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable (that takes in the current iteration value and returns the "
            + "corresponding learning rate value). Received instead: learning_rate=1", Assert.Throws<ValueError>(() => keras.optimizers.SGD(1)).Message);
        Assert.AreEqual("`gradient_accumulation_steps` must be an integer >= 2. Received: gradient_accumulation_steps=1", Assert.Throws<ValueError>(() => new Adam(gradient_accumulation_steps: 1)).Message);
        Assert.AreEqual("`ema_momentum` must be in the range [0, 1]. Received: ema_momentum=1.5", Assert.Throws<ValueError>(() => new Adam(use_ema: true, ema_momentum: 1.5)).Message);
        Assert.AreEqual("`momentum` must be a float between [0, 1].", Assert.Throws<ValueError>(() => new SGD(momentum: 2)).Message);
        Assert.AreEqual("No gradients provided for any variable.", Assert.Throws<ValueError>(() => new SGD().apply_gradients([((NDArray?)null, TwoWeights())])).Message);
        Assert.Throws<ValueError>(() => new SGD().apply([threeGradients[0]]));
        Assert.Throws<ValueError>(() => new SGD().set_weights(np.zeros(1)));
        Assert.Throws<ValueError>(() => { Optimizer o = "no_such"; });
    }

    [TestMethod]
    public void Names_find_optimizers_in_any_case()
    {
        foreach ((string name, Type type) in new[] { ("adam", typeof(Adam)), ("Adam", typeof(Adam)), ("RMSprop", typeof(RMSprop)), ("rmsprop", typeof(RMSprop)), ("SGD", typeof(SGD)), ("sgd", typeof(SGD)),
            ("adamw", typeof(AdamW)), ("NADAM", typeof(Nadam)), ("ftrl", typeof(Ftrl)), ("lion", typeof(Lion)), ("adagrad", typeof(Adagrad)), ("adadelta", typeof(Adadelta)), ("adamax", typeof(Adamax)) })
            Assert.AreEqual(type, ((Optimizer)name).GetType(), name);
        Assert.AreEqual("rm_sprop", new RMSprop().name.TrimEnd("_0123456789".ToCharArray()));
        Assert.AreEqual("adam_w", new AdamW().name.TrimEnd("_0123456789".ToCharArray()));
        Assert.AreEqual("own", keras.optimizers.Adam(0.01, name: "own").name);
        Optimizer adam = keras.optimizers.get("adam");
        Assert.AreSame(adam, keras.optimizers.get(adam));
    }

    [TestMethod]
    public void Weights_and_state_are_written_in_place()
    {
        foreach (Optimizer optimizer in new Optimizer[] { new SGD(momentum: 0.9, nesterov: true), new Adam(amsgrad: true, weight_decay: 0.1), new RMSprop(centered: true, momentum: 0.9), new Adagrad(), new Adadelta(),
            new Adamax(), new Nadam(), new Lion() })
        {
            Variable w = new(np.ones(100, "float32"), "w");
            Function step = Function.Of([new TensorType(100, DType.float32)], g => { optimizer.Apply([g[0]], [w]); return []; });
            var schedule = KerasTransfer.Engines.Managed.Schedule.Of(KerasTransfer.Rewrites.Simplification.Apply(step));
            Assert.AreEqual("", string.Join(' ', schedule.Assignments.Where(a => a.Variable.shape == w.shape).Select(a => a.Variable.path)), optimizer.name);
            if (optimizer is SGD or AdamUpdate or RMSprop or Adagrad) Assert.AreEqual(1, schedule.Steps.Count(s => s.Last.shape == w.shape), $"{optimizer.name}: passes over the weights");
        }
    }

    [TestMethod]
    public void Loss_is_scaled() => Assert.AreEqual(6, new SGD(loss_scale_factor: 4).ScaleLoss(1.5).numpy().item<double>());

    [TestMethod]
    public void State_is_set_and_read()
    {
        SGD a = new(0.1, momentum: 0.5), b = new(0.2, momentum: 0.5);
        Variable w = TwoWeights(), v = TwoWeights();
        a.apply([threeGradients[0]], [w]);
        b.Build([v]);
        b.set_weights(a.get_weights());
        v.assign(w.numpy());
        a.apply([threeGradients[1]], [w]);
        b.apply([threeGradients[1]], [v]);
        CollectionAssert.AreEqual(w.numpy().AsSpan<float>().ToArray(), v.numpy().AsSpan<float>().ToArray());
    }

#pragma warning disable CS0618 // old spellings
    [TestMethod]
    public void Old_spellings_do_what_they_did()
    {
        SGD optimizer = keras.optimizers.SGD(lr: 0.5, decay: 1.0);
        Assert.AreEqual(0.5, (double)optimizer.lr);
        Variable w = TwoWeights();
        for (int i = 0; i < 2; i++) optimizer.apply([np.array([1f, 1f])], [w]);   // ½, then ½ / (1 + 1 · 1)
        Assert.AreEqual(0.25, w.numpy().item<double>(0));
        optimizer.lr = 0.125;
        Assert.AreEqual(0.125, (double)optimizer.learning_rate);

        var old = (Dictionary<string, object?>)ConfigJson.Parse("""{"class_name": "Adam", "config": {"lr": 0.25, "beta_1": 0.5, "beta_2": 0.75, "decay": 0.5, "epsilon": 1e-8, "amsgrad": false}}""")!;
        var adam = (Adam)keras.optimizers.deserialize(old);
        Assert.AreEqual(0.25, (double)adam.learning_rate);
        Assert.AreEqual(0.5, adam.get_config()["decay"]);
        Assert.IsFalse(new Adam().get_config().ContainsKey("decay"));

        var k2 = (Dictionary<string, object?>)ConfigJson.Parse("""
            {"class_name": "Custom>SGD", "config": {"name": "SGD", "weight_decay": null, "clipnorm": null, "global_clipnorm": null, "clipvalue": null, "use_ema": false, "ema_momentum": 0.99,
             "ema_overwrite_frequency": null, "jit_compile": true, "is_legacy_optimizer": false, "learning_rate": {"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.5,
             "decay_steps": 10, "decay_rate": 0.5, "staircase": false, "name": null}}, "momentum": 0.0, "nesterov": false}, "registered_name": "Custom>SGD"}
            """.Replace("\"name\": null", "\"name\": \"e\""))!;
        Assert.AreEqual(0.5, (double)keras.optimizers.deserialize(k2).learning_rate);
    }
#pragma warning restore CS0618
}
