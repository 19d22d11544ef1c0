using KerasTransfer.Models;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary><c>keras.models</c>: making, loading and copying models.</summary>
public sealed partial class ModelsApi
{
    /// <inheritdoc cref="Sequential(IEnumerable{Layer}, bool, string)"/>
    public Sequential Sequential(IEnumerable<Layer>? layers = null, bool trainable = true, string? name = null) => new(layers, trainable, name);

    /// <summary>A functional model: everything between some inputs and outputs.</summary>
    /// <param name="inputs">Symbolic inputs, one or a list.</param>
    /// <param name="outputs">Symbolic outputs, one or a list.</param>
    /// <param name="name">The name; null for <c>functional</c>, <c>functional_1</c>, …</param>
    /// <param name="trainable">Whether the layers' weights are changed by training.</param>
    public Model Model(KerasTensors inputs, KerasTensors outputs, string? name = null, bool trainable = true) => new(inputs, outputs, name, trainable);

    /// <summary>Loads a model that Keras (1, 2 or 3, or this library) saved, with its training configuration and the optimizer's state.</summary>
    /// <param name="filepath">The file; its content decides, not its name.</param>
    /// <param name="custom_objects">Classes of one's own by name: each makes the object from its configuration.</param>
    /// <param name="compile">Whether the model is compiled as it was.</param>
    /// <param name="safe_mode">Only true: code in files is never run.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ValueError">The file is damaged, or holds what is not known.</exception>
    public Model load_model(string filepath, CustomObjects? custom_objects = null, bool compile = true, bool safe_mode = true)
    {
        if (!safe_mode) throw new NotSupportedException("safe_mode: false is not supported: Python code in a file cannot be run here. Pass custom_objects with C# in its place.");
        return ModelFile.KindOf(filepath) switch
        {
            ModelFile.Kind.Archive => KerasArchive.Load(filepath, compile, custom_objects),
            ModelFile.Kind.Legacy => Hdf5ModelFile.Load(filepath, compile, custom_objects),
            _ => throw new ValueError($"The file '{filepath}' holds weights alone. Build the model in code and use model.load_weights."),
        };
    }

    /// <summary>Saves a model; see <see cref="KerasTransfer.Model.save(string, bool, bool)"/>.</summary>
    public void save_model(Model model, string filepath, bool overwrite = true, bool include_optimizer = true) => model.save(filepath, overwrite, include_optimizer);

    /// <summary>Builds a model from its configuration as JSON, with fresh weights; it is compiled if the configuration says how.</summary>
    /// <param name="json_string">What <c>model.to_json()</c> gave, here or in Python.</param>
    /// <param name="custom_objects">Classes of one's own by name.</param>
    /// <exception cref="ValueError">The text is not JSON, or holds what is not known.</exception>
    public Model model_from_json(string json_string, CustomObjects? custom_objects = null)
    {
        object? root = ConfigJson.Parse(json_string);
        string? version = root is IReadOnlyDictionary<string, object?> d ? d.GetValueOrDefault("keras_version") as string : null;
        ConfigContext context = new(custom_objects, version is [>= '1' and <= '9' and var major, ..] ? major - '0' : 3);
        Model model = ModelConfig.Build(root, context);
        TrainingConfig.CompileAsSaved(model, root, context);
        return model;
    }

    /// <summary>A model of the same layers with fresh weights.</summary>
    /// <param name="model">A sequential or functional model.</param>
    /// <param name="input_tensors">What the copy begins with; null for new inputs.</param>
    /// <param name="clone_function">Makes the layer that takes the place of one; null for it, or a result of null: a fresh layer of the same configuration. Inputs are not asked about.</param>
    /// <param name="custom_objects">Classes of one's own by name, where the model has such layers.</param>
    /// <exception cref="ValueError">The layers are called by code of the user's own, or a layer does not fit in the place of another.</exception>
    public Model clone_model(Model model, KerasTensors? input_tensors = null, Func<Layer, Layer?>? clone_function = null, CustomObjects? custom_objects = null) =>
        input_tensors is null && clone_function is null
            ? ModelConfig.Build(ModelConfig.Root(model, bare: false, compiled: false), new ConfigContext(custom_objects))
            : new ModelCopy(clone_function ?? (_ => null), custom_objects).Of(model, input_tensors);
}

public sealed partial class Keras
{
    /// <summary><c>keras.models</c>.</summary>
    public ModelsApi models { get; } = new();
    /// <summary><c>keras.saving</c>: the same loading and saving.</summary>
    public ModelsApi saving => models;
    /// <inheritdoc cref="ModelsApi.Sequential"/>
    public Sequential Sequential(IEnumerable<Layer>? layers = null, bool trainable = true, string? name = null) => new(layers, trainable, name);
    /// <inheritdoc cref="ModelsApi.Model(KerasTensors, KerasTensors, string, bool)"/>
    public Model Model(KerasTensors inputs, KerasTensors outputs, string? name = null, bool trainable = true) => new(inputs, outputs, name, trainable);
}
