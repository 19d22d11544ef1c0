using KerasTransfer.Saving;

namespace KerasTransfer.Applications;

/// <summary>What the layers that only these networks have share.</summary>
internal static class ApplicationLayers
{
    /// <summary>The keywords of every layer in a configuration.</summary>
    public static LayerOptions Options(ConfigReader reader) => new(reader.Optional<string?>("name", null, static item => item.ToText()), reader.Optional("trainable", true, static item => item.ToBool()),
        reader.Optional<DType?>("dtype", null, static item => item.ToDType()));
}
