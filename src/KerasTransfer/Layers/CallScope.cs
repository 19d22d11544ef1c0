namespace KerasTransfer;

/// <summary>Which layers are being built or called on this thread, from the outermost to the innermost: names of weights, the mode, and who owns a layer called inside.</summary>
internal sealed class CallScope : IDisposable
{
    [ThreadStatic] private static CallScope? current;
    private readonly CallScope? outer = current;
    private readonly Layer layer;
    private readonly bool call;
    private readonly bool? given;                                               // the mode that a call around this one was given

    private CallScope(Layer layer, bool? given, bool call)
    {
        (this.layer, this.given, Training, this.call) = (layer, given, given ?? layer.TrainsByDefault, call);
        current = this;
    }

    /// <summary>Whether the innermost call trains.</summary>
    public bool Training { get; }

    /// <summary>The mode that the innermost call, or one around it, was given; null: none was, and each layer does what it does by default.</summary>
    public static bool? Given => current?.given;

    public static CallScope Building(Layer layer) => new(layer, current?.given, call: false);
    public static CallScope Calling(Layer layer, bool? training) => new(layer, training ?? current?.given, call: true);

    /// <summary>The layer in whose <c>call</c> we are, if layers called there become part of it.</summary>
    public static Layer? Owner => current is { call: true, layer.OwnsCalledLayers: true } ? current.layer : null;

    /// <summary>The path of a weight that a layer adds now: the names of the layers around it, its own, the weight's.</summary>
    public static string Path(Layer layer, string name)
    {
        List<string> names = [name];
        Layer? inner = null;
        if (current?.layer != layer) names.Add((inner = layer).name);           // its build was called directly
        for (CallScope? scope = current; scope is not null; scope = scope.outer)
            if (scope.layer != inner) names.Add((inner = scope.layer).name);
        if (NameScope.Path is { } path) names.Add(path);
        names.Reverse();
        return string.Join('/', names);
    }

    public void Dispose() => current = outer;
}

public abstract partial class Layer
{
    /// <summary>Whether layers that <c>call</c> calls are parts of this one: true for layers and models that users write, false where the parts are known.</summary>
    internal virtual bool OwnsCalledLayers => true;

    /// <summary>The mode of a call that is not given one, nor any call around it: training for layers that change pictures at random.</summary>
    internal virtual bool TrainsByDefault => false;
}
