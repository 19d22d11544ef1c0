namespace KerasTransfer.Saving;

/// <summary>Own classes and functions by name that hold wherever names are read: <c>keras.utils.get_custom_objects()</c>.</summary>
internal static class CustomObjectTable
{
    /// <summary>The table itself.</summary>
    public static CustomObjects All { get; } = [];

    /// <summary>What was given for one reading, and below it the table.</summary>
    public static CustomObjects? Below(CustomObjects? given)
    {
        if (All.Count == 0) return given;
        CustomObjects merged = new(All);
        foreach (var (name, make) in given ?? []) merged[name] = make;
        return merged;
    }

    /// <summary>What the table has under a name; null if nothing.</summary>
    public static object? Make(string name) => All.TryGetValue(name, out var make) ? make(new Dictionary<string, object?>()) : null;

    /// <summary>Adds to the table until it is disposed.</summary>
    internal sealed class Scope : IDisposable
    {
        private readonly CustomObjects before = new(All);

        public Scope(CustomObjects objects)
        {
            foreach (var (name, make) in objects) All[name] = make;
        }

        public void Dispose()
        {
            All.Clear();
            foreach (var (name, make) in before) All[name] = make;
        }
    }
}
