using KerasTransfer.Hdf5;
using KerasTransfer.Saving;

namespace KerasTransfer;

public partial class Model
{
    /// <summary>Saves the model: configuration, weights, and, if it is compiled, the training configuration and the optimizer's state.</summary>
    /// <param name="filepath">Where to; it ends in <c>.h5</c>, <c>.hdf5</c> or <c>.keras</c>. An old file stays whole until the new one is complete.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="include_optimizer">Whether training can go on from the file.</param>
    /// <exception cref="ValueError">The extension is unknown, or the model is not built.</exception>
    public void save(string filepath, bool overwrite = true, bool include_optimizer = true)
    {
        CheckOverwrite(filepath, overwrite);
        switch (Path.GetExtension(filepath).ToLowerInvariant())
        {
            case ".h5" or ".hdf5": Hdf5ModelFile.Save(this, filepath, include_optimizer); break;
            case ".keras": KerasArchive.Save(this, filepath, include_optimizer); break;
            default:
                throw new ValueError("Invalid filepath extension for saving. Please add either a `.keras` extension for the native Keras format (recommended) or a `.h5` extension. "
                    + $"Received: filepath={filepath}.");
        }
    }

    /// <summary>Saves the weights alone.</summary>
    /// <param name="filepath">Where to: <c>.weights.h5</c> for the layout of Keras 3, <c>.h5</c> or <c>.hdf5</c> for that of Keras 2.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="ValueError">The extension is unknown, or the model is not built.</exception>
    public void save_weights(string filepath, bool overwrite = true)
    {
        if (!built) throw new ValueError($"The weights of the model '{name}' cannot be saved: it is not built, so they do not exist yet. Give it an input shape, or call it on a batch.");
        CheckOverwrite(filepath, overwrite);
        if (filepath.EndsWith(".weights.h5", StringComparison.OrdinalIgnoreCase)) KerasArchive.SaveWeights(this, filepath);
        else if (Path.GetExtension(filepath).ToLowerInvariant() is ".h5" or ".hdf5") Hdf5ModelFile.SaveWeights(this, filepath);
        else throw new ValueError($"The filename must end in `.weights.h5`. Received: filepath={filepath}");
    }

    /// <summary>Loads weights from a file of weights or of a whole model, whatever its name ends in.</summary>
    /// <param name="filepath">The file.</param>
    /// <param name="skip_mismatch">Leave out what does not fit, and say so in the report.</param>
    /// <param name="by_name">Layers by their names instead of their places (files in the layout of Keras 2).</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ValueError">The file does not fit the model; nothing was changed.</exception>
    public WeightsReport load_weights(string filepath, bool skip_mismatch = false, bool by_name = false)
    {
        ModelFile.Kind kind = ModelFile.KindOf(filepath);
        if (!built) throw new ValueError($"You are loading weights into the model '{name}', which has not been built yet. Give it an input shape, or call it on a batch first.");
        WeightsReport report = kind is ModelFile.Kind.Archive or ModelFile.Kind.WeightsTree
            ? by_name ? throw new ValueError($"`by_name` only supports loading legacy '.h5' or '.hdf5' files. Received: {filepath}") : KerasArchive.LoadWeights(this, filepath, skip_mismatch)
            : Hdf5ModelFile.LoadWeights(this, filepath, by_name, skip_mismatch);
        foreach (string skipped in report.Skipped) Warning.Write(skipped);
        return report;
    }

    /// <summary>The configuration as JSON, from which <c>keras.models.model_from_json</c> builds a model with fresh weights.</summary>
    public string to_json() => ConfigJson.Write(ModelConfig.Root(this, bare: false));

    /// <summary>Builds a model of the same layers, with fresh weights, from what <c>get_config()</c> gave.</summary>
    /// <param name="config">The configuration of a functional model; one of a sequential model gives that.</param>
    /// <param name="custom_objects">Classes of one's own by name, where the model has such layers.</param>
    /// <exception cref="ValueError">The configuration is not acceptable.</exception>
    public static Model from_config(IReadOnlyDictionary<string, object?> config, CustomObjects? custom_objects = null) =>
        ModelConfig.Build(new Dictionary<string, object?> { ["class_name"] = config.ContainsKey("input_layers") ? "Functional" : "Sequential", ["config"] = config }, new ConfigContext(custom_objects));

    private static void CheckOverwrite(string filepath, bool overwrite)
    {
        if (!overwrite && File.Exists(filepath)) throw new ValueError($"The file '{filepath}' exists and overwrite is false. Take another name, or overwrite: true.");
    }
}
