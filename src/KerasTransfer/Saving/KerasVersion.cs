namespace KerasTransfer.Saving;

/// <summary>The version of Keras whose files, numbers and texts are followed.</summary>
internal static class KerasVersion
{
    public const string Value = "3.15.1";
}
