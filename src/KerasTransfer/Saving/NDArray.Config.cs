using KerasTransfer.Saving;

namespace KerasTransfer;

// In configurations an array is a number or nested lists; Keras 3 also writes {"class_name": "__numpy__", "config": {"value": lists, "dtype": name}}.
public sealed partial class NDArray : IConfigValue<NDArray>
{
    object? IConfigValue.ToConfig()
    {
        if (ndim > 0) return Enumerable.Range(0, shape[0]).Select(i => ((IConfigValue)View(i * (size / Math.Max(1, shape[0])), shape[1..])).ToConfig()).ToList();
        return dtype.IsFloating ? item<double>() : dtype == DType.@bool ? (object)item<bool>() : item<long>();
    }

    static NDArray IConfigValue<NDArray>.FromConfig(ConfigItem item)
    {
        if (item.Value is IReadOnlyDictionary<string, object?> parts && parts.GetValueOrDefault("class_name") is "__numpy__" or "__tensor__"
            && parts.GetValueOrDefault("config") is IReadOnlyDictionary<string, object?> config && config.TryGetValue("value", out object? value))
            return Read(new ConfigItem(value, item.Where, item.Context)).astype(config.GetValueOrDefault("dtype") is string name ? DType.Parse(name) : DType.float32);
        return Read(item);

        static NDArray Read(ConfigItem item)
        {
            switch (item.Value)
            {
                case bool b: return b;
                case long or int: return item.ToLong();
                case double or float: return item.ToDouble();
            }
            List<double> values = [];
            List<int> shape = [];
            Collect(item, 0, values, shape);
            return FromArray(values.ToArray(), new Shape(shape.ToArray()));
        }

        static void Collect(ConfigItem item, int depth, List<double> values, List<int> shape)
        {
            if (item.Value is bool or long or int or double or float)
            {
                if (depth != shape.Count) throw item.Error("lists of the same length in each other");
                values.Add(item.Value is bool b ? (b ? 1 : 0) : item.ToDouble());
                return;
            }
            ConfigItem[] items = item.ToItems();
            if (depth == shape.Count && values.Count == 0) shape.Add(items.Length);
            else if (depth >= shape.Count || shape[depth] != items.Length) throw item.Error("lists of the same length in each other");
            foreach (ConfigItem part in items) Collect(part, depth + 1, values, shape);
        }
    }
}
