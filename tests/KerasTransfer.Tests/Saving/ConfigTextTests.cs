using KerasTransfer.Saving;

using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Saving;

/// <summary>Configurations as text: what Keras 3 wrote is read and written again letter by letter.</summary>
[TestClass]
public class ConfigTextTests
{
    public static IEnumerable<object[]> Names => SavingGolden.Configs.Keys.Select(k => new object[] { k });

    [TestMethod, DynamicData(nameof(Names))]
    public void Keras_text_comes_back(string name)
    {
        string text = SavingGolden.Configs[name].Replace("\"max_value\": 2,", "\"max_value\": 2.0,");     // a float here, an int in Python
        Assert.AreEqual(text.Replace("}, {", "},\n{"), keras.models.model_from_json(text).to_json().Replace("}, {", "},\n{"));
    }

    [TestMethod]
    public void Models_made_here_have_the_text_of_Keras()
    {
        keras.utils.clear_session();
        Assert.AreEqual(SavingGolden.Configs["sequential"], keras.Sequential([keras.Input(4), keras.layers.Dense(3, activation: "relu"), keras.layers.Dense(2, activation: "softmax")]).to_json());
        keras.utils.clear_session();
        Sequential compiled = keras.Sequential([keras.Input(4), keras.layers.Dense(3, activation: "tanh"), keras.layers.Dense(2, activation: "softmax")]);
        compiled.compile(optimizer: keras.optimizers.Adam(0.01), loss: "mse", metrics: ["mae"]);
        Assert.AreEqual(SavingGolden.Configs["compiled"], compiled.to_json());
        keras.utils.clear_session();
        KerasTensor x = keras.Input(4);
        Layer d = keras.layers.Dense(4);
        Assert.AreEqual(SavingGolden.Configs["operators"], keras.Model(x, d.Apply(d.Apply(x) * 2 + 1 - x / 4)).to_json());
    }

    [TestMethod]
    public void From_config_and_clones()
    {
        KerasTensor x = new InputLayer(4, name: "x").output;
        Model model = new(x, new Dense(2, name: "y").Apply(new BatchNormalization(name: "n").Apply(x)), "small");
        Model again = Model.from_config(model.get_config());
        Assert.AreEqual(model.to_json(), again.to_json());
        Assert.AreEqual(model.to_json(), keras.models.clone_model(model).to_json());
        Sequential sequential = new([keras.Input(4), new Dense(3, name: "a", activation: "relu")], name: "line");
        Assert.AreEqual(sequential.to_json(), Sequential.from_config(sequential.get_config()).to_json());
        StringAssert.Contains(Assert.Throws<ValueError>(() => Sequential.from_config(model.get_config())).Message, "functional");
        Assert.AreEqual(model.count_params(), keras.saving.load_model(Saved(model)).count_params());

        static string Saved(Model model)
        {
            string path = Path.Combine(Path.GetTempPath(), $"kerastransfer-{Guid.NewGuid():N}.keras");
            keras.saving.save_model(model, path);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
            return path;
        }
    }

    [TestMethod]
    public void Numbers_stand_for_true_and_false_in_files_of_Keras_2()
    {
        KerasTransfer.Saving.ConfigItem Item(object? value) => new(value, "BatchNormalization 'scale'", KerasTransfer.Saving.ConfigContext.Default);
        Assert.IsTrue(Item(1L).ToBool());
        Assert.IsFalse(Item(0L).ToBool());
        StringAssert.Contains(Assert.Throws<ValueError>(() => Item(2L).ToBool()).Message, "expected true or false");
    }
}
