namespace KerasTransfer.Preprocessing;

/// <summary>
/// What is done to a picture, as <see cref="ImageDataGenerator.get_random_transform"/> draws it and <see cref="ImageDataGenerator.apply_transform"/> takes it:
/// <c>new() { theta = 40, flip_horizontal = true }</c> or <c>new() { ["theta"] = 40 }</c>.
/// </summary>
public sealed record TransformParameters
{
    /// <summary>Rotation in degrees.</summary>
    public double theta { get; set; }
    /// <summary>Shift in pixels; Keras shifts the columns with it.</summary>
    public double tx { get; set; }
    /// <summary>Shift in pixels; Keras shifts the rows with it.</summary>
    public double ty { get; set; }
    /// <summary>Shear in degrees.</summary>
    public double shear { get; set; }
    /// <summary>Zoom of the columns; above 1 the picture shrinks.</summary>
    public double zx { get; set; } = 1;
    /// <summary>Zoom of the rows.</summary>
    public double zy { get; set; } = 1;
    /// <summary>Whether left and right are exchanged.</summary>
    public bool flip_horizontal { get; set; }
    /// <summary>Whether top and bottom are exchanged.</summary>
    public bool flip_vertical { get; set; }
    /// <summary>What is added to all channels; null: nothing.</summary>
    public double? channel_shift_intensity { get; set; }
    /// <summary>The factor of the brightness; null: unchanged.</summary>
    public double? brightness { get; set; }

    /// <summary>A parameter by its name.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public object? this[string name]
    {
        get => name switch
        {
            "theta" => theta, "tx" => tx, "ty" => ty, "shear" => shear, "zx" => zx, "zy" => zy, "flip_horizontal" => flip_horizontal, "flip_vertical" => flip_vertical,
            "channel_shift_intensity" => channel_shift_intensity, "brightness" => brightness, _ => throw Unknown(name),
        };
        set
        {
            switch (name)
            {
                case "theta": theta = Number(); break;
                case "tx": tx = Number(); break;
                case "ty": ty = Number(); break;
                case "shear": shear = Number(); break;
                case "zx": zx = Number(); break;
                case "zy": zy = Number(); break;
                case "flip_horizontal": flip_horizontal = Number() != 0; break;
                case "flip_vertical": flip_vertical = Number() != 0; break;
                case "channel_shift_intensity": channel_shift_intensity = value is null ? null : Number(); break;
                case "brightness": brightness = value is null ? null : Number(); break;
                default: throw Unknown(name);
            }

            double Number() => value switch
            {
                double d => d,
                float f => f,
                int i => i,
                long l => l,
                bool b => b ? 1 : 0,
                _ => throw new ValueError($"The parameter '{name}' of a transform must be a number. Received: {value ?? "None"}"),
            };
        }
    }

    private static ValueError Unknown(string name) => new($"A transform has no parameter '{name}'. It has theta, tx, ty, shear, zx, zy, flip_horizontal, flip_vertical, channel_shift_intensity and brightness.");
}
