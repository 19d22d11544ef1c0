using KerasTransfer.Graph;

namespace KerasTransfer.Preprocessing;

public abstract partial class Iterator
{
    // A preprocessing function may draw random numbers too; then each picture's numbers must be drawn after the function was called with the picture before.
    private bool functionDraws;

    /// <summary>A batch that is being made.</summary>
    internal sealed class Work
    {
        public required int[] Indices;
        public required (string, NDArray, int, int, double)? Before;              // np.random before the batch, where there is a function
        public TransformParameters[]? Parameters;                                 // null: to be drawn picture by picture
        public required NDArray[] Pictures;
        public Task? Task;
    }

    private Work Start(int[] indices)
    {
        ImageDataGenerator generator = image_data_generator;
        Work work = new() { Indices = indices, Before = generator.preprocessing_function is null ? null : GlobalSeed.NumPy.get_state(), Pictures = new NDArray[indices.Length] };
        if (!functionDraws) work.Parameters = [.. indices.Select(_ => generator.get_random_transform(image_shape))];
        return work;
    }

    /// <summary>Reads and changes the pictures on other threads, while the caller does something else.</summary>
    internal void Ahead(Work work) => work.Task = Task.Run(() => Pixels(work));

    private void Pixels(Work work)
    {
        Exception?[] failures = new Exception?[work.Indices.Length];
        if (failures.Length == 1) One(0);
        else Parallel.For(0, failures.Length, One);
        if (Array.Find(failures, f => f is not null) is { } first) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);

        void One(int i)
        {
            try
            {
                NDArray x = Load(work.Indices[i]);
                if (work.Parameters is { } parameters) x = image_data_generator.apply_transform(x, parameters[i]);
                work.Pictures[i] = image_data_generator.preprocessing_function is null ? image_data_generator.standardize(x) : x;
            }
            catch (Exception e) { failures[i] = e; }
        }
    }

    /// <summary>Ends what was begun. Functions of the user are called here, one after the other.</summary>
    internal ImageBatch Finish(Work work)
    {
        if (work.Task is { } task) task.GetAwaiter().GetResult();
        else Pixels(work);
        if (image_data_generator.preprocessing_function is not null) Call(work);
        NDArray x = NDArray.Zeros(new Shape(work.Indices.Length).Concat(image_shape), dtype);
        for (int i = 0; i < work.Pictures.Length; i++) Pinned.Copy(work.Pictures[i], x[i]);
        Save(x, work.Indices);
        return Batch(x, work.Indices);
    }

    private void Call(Work work)
    {
        var numpy = GlobalSeed.NumPy;
        for (int i = 0; i < work.Pictures.Length; i++)
        {
            NDArray x = work.Pictures[i];
            if (work.Parameters is null)
            {
                work.Pictures[i] = image_data_generator.standardize(image_data_generator.random_transform(x));
                continue;
            }
            var before = numpy.get_state();
            work.Pictures[i] = image_data_generator.standardize(x);
            if (Same(before, numpy.get_state())) continue;
            // The function draws: once more from the start, one picture after the other.
            functionDraws = true;
            numpy.set_state(work.Before!.Value);
            work.Parameters = null;
            Pixels(work);
            i = -1;
        }
    }

    private static bool Same((string, NDArray keys, int pos, int gauss, double) a, (string, NDArray keys, int pos, int gauss, double) b) =>
        a.pos == b.pos && a.gauss == b.gauss && a.keys.AsSpan<uint>().SequenceEqual(b.keys.AsSpan<uint>());
}
