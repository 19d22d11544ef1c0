namespace KerasTransfer.Data;

/// <summary>The folder for downloads and settings: <c>KERAS_HOME</c>, or <c>.keras</c> in the user's folder. Inside it are <c>datasets</c>, <c>models</c> and <c>keras.json</c>.</summary>
internal static class KerasHome
{
    public static string Folder =>
        Environment.GetEnvironmentVariable("KERAS_HOME") is { Length: > 0 } set ? Expand(set) : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras");

    /// <summary>A path in which <c>~</c> stands for the user's folder.</summary>
    public static string Expand(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..] : Path.GetFullPath(path);
}
