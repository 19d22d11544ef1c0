using System.Text.Json;
using static KerasTransfer.Tests.Data.PipelineGolden;

namespace KerasTransfer.Tests.Data;

[TestClass]
public class DatasetTests
{
    private static Dataset Ten => tf.data.Dataset.range(10);
    private static Dataset Shuffled => Ten.shuffle(4, seed: 5);
    private static Dataset Pairs => tf.data.Dataset.from_tensor_slices((np.arange(10), np.arange(10) * 2.5));

    [TestMethod]
    public void Orders_equal_TensorFlow()
    {
        void Check(string name, Func<Dataset> make, int passes)
        {
            tf.random.set_seed(7);
            Assert.AreEqual(Text(name), Passes(make(), passes), name);
        }
        Check("shuffle", () => Shuffled, 3);
        Check("shuffle_once", () => Ten.shuffle(4, seed: 5, reshuffle_each_iteration: false), 2);
        Check("shuffle_unseeded", () => Ten.shuffle(10), 3);
        Check("shuffle_repeat", () => Shuffled.repeat(2), 3);
        Check("shuffle_repeat_once", () => Ten.shuffle(4, seed: 5, reshuffle_each_iteration: false).repeat(2), 3);
        Check("shuffle_repeat_forever", () => Shuffled.repeat().take(25), 3);
        Check("shuffle_batch_repeat", () => Shuffled.batch(3).repeat(2), 3);
        Check("shuffle_repeat_short", () => Shuffled.repeat(2).take(12), 3);
        Check("repeat_shuffle", () => Ten.repeat(2).shuffle(4, seed: 5), 2);
        Check("shuffle_cache", () => Shuffled.cache(), 3);
        Check("cache_shuffle", () => Ten.cache().shuffle(4, seed: 5), 3);
        Check("shuffle_shuffle", () => Ten.shuffle(3, seed: 5).shuffle(4, seed: 6), 2);
        Check("shuffle_prefetch", () => Shuffled.batch(4, drop_remainder: true).prefetch(tf.data.AUTOTUNE), 2);
        Check("take_none", () => Shuffled.take(0).concatenate(Ten.shuffle(4, seed: 6)), 2);
    }

    [TestMethod]
    public void Datasets_that_share_a_shuffle_take_its_orders_in_turn()
    {
        tf.random.set_seed(7);
        Dataset s = Ten.shuffle(10, seed: 5), a = s.take(4), b = s.skip(4);
        string[] passes = [Text(a), Text(b), Text(a), Text(tf.data.Dataset.zip((a, b))), Text(a.concatenate(b)), Text(s)];
        Assert.AreEqual(Text("shared"), $"[{string.Join(",", passes)}]");
    }

    [TestMethod]
    public void Elements_equal_TensorFlow()
    {
        void Check(string name, Dataset dataset) => Assert.AreEqual(Text(name), Text(dataset), name);
        Check("batch", Pairs.batch(4));
        Check("batch_drop", Pairs.batch(4, drop_remainder: true));
        Check("unbatch", Pairs.batch(4).unbatch());
        Check("window", tf.data.Dataset.range(7).window(3, shift: 2, stride: 2, drop_remainder: true));
        Check("window_all", tf.data.Dataset.range(7).window(3));
        Check("window_flat", tf.data.Dataset.range(7).window(3, shift: 1, drop_remainder: true).flat_map((Dataset w) => w.batch(3)));
        Check("shard", Ten.shard(3, 1));
        Check("enumerate", tf.data.Dataset.range(10, 13).enumerate(start: 5));
        Check("filter", Ten.filter(x => x % 3 == 1));
        Check("interleave", tf.data.Dataset.range(1, 5).interleave(x => tf.data.Dataset.from_tensors(x).repeat((long)x), cycle_length: 2, block_length: 2));
        Dataset choice = tf.data.Dataset.from_tensor_slices(new[] { 0L, 1, 2, 1, 1, 2, 0, 0, 0, 2 });
        Dataset[] three = [tf.data.Dataset.range(3), tf.data.Dataset.range(10, 12), tf.data.Dataset.range(20, 25)];
        Check("choose", tf.data.Dataset.choose_from_datasets(three, choice));
        IEnumerable<NDArray> Growing() { yield return new[] { 1L }; yield return new[] { 2L, 2 }; yield return new[] { 3L, 3, 3 }; }
        Dataset growing = tf.data.Dataset.from_generator(Growing, output_signature: tf.TensorSpec(shape: (int?)null, dtype: tf.int64));
        Check("padded", growing.padded_batch(2));
        Check("padded_to", growing.padded_batch(2, padded_shapes: 4, padding_values: -1, drop_remainder: true));
        JsonElement ranges = Values.GetProperty("range");
        Assert.AreEqual(Text(ranges[0]), Text(tf.data.Dataset.range(10, 0, -3)));
        Assert.AreEqual(Text(ranges[1]), Text(tf.data.Dataset.range(2, 9, 4)));
        Assert.AreEqual("[]", Text(tf.data.Dataset.range(0)));
        Assert.AreEqual(10, tf.data.Dataset.range(5).reduce(0, (a, b) => a + b).item<int>());
        Assert.AreEqual("[[1],[2,2]]", Text(growing.take_while(x => x.shape[0] < 3)));
    }

    [TestMethod]
    public void Choosing_can_pass_over_datasets_that_have_ended()
    {
        Dataset choice = tf.data.Dataset.from_tensor_slices(new[] { 0L, 0, 1, 0, 1 });
        Assert.AreEqual("[0,5,6]", Text(Dataset.choose_from_datasets([Dataset.range(1), Dataset.range(5, 7)], choice, stop_on_empty_dataset: false)));
    }

    [TestMethod]
    public void Cardinalities_equal_TensorFlow()
    {
        Dataset forever = Ten.repeat(), some = Ten.filter(x => x > 1);
        Dataset[] all = [Ten, Ten.batch(4), Ten.batch(4, drop_remainder: true), Ten.repeat(3), forever, forever.take(4), forever.skip(4), Ten.skip(12), Ten.take(3), Ten.take(-1),
            Ten.skip(-1), some, some.take(3), Ten.concatenate(Dataset.range(4)), forever.concatenate(Dataset.range(4)), Dataset.zip(Ten, Dataset.range(4)), Dataset.zip(forever, Dataset.range(4)),
            Dataset.zip(forever, forever), Dataset.zip(Ten, some), Ten.shard(3, 0), Ten.shard(3, 1), Ten.batch(3).unbatch(), Ten.shuffle(3).batch(3).cache().prefetch(2).map(x => x), Ten.repeat(0), forever.batch(3), some.repeat(),
            Ten.window(3, shift: 2), Ten.window(3, shift: 2, drop_remainder: true), Ten.enumerate(), Ten.ignore_errors(), Dataset.range(0).repeat(), some.batch(2)];
        Assert.AreEqual(Text("cardinality"), $"[{string.Join(",", all.Select(tf.data.experimental.cardinality))}]");
        Assert.AreEqual(10, Ten.Length);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => forever.Length).Message, "infinite");
        Assert.AreEqual(4, some.apply(tf.data.experimental.assert_cardinality(4)).cardinality());
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => some.apply(tf.data.experimental.assert_cardinality(4)).Count()).Message, "was expected to contain 4");
    }

    [TestMethod]
    public void Specs_equal_TensorFlow()
    {
        Dataset named = tf.data.Dataset.from_tensor_slices(new() { ["a"] = np.zeros((3, 2), "float32"), ["b"] = np.zeros(3, "int32") }).batch(2);
        Dataset[] all = [Dataset.range(3), Pairs, Pairs.batch(4), Pairs.batch(4, drop_remainder: true), named];
        CollectionAssert.AreEqual(Values.GetProperty("spec").EnumerateArray().Select(s => s.GetString()).ToArray(), all.Select(d => d.element_spec.ToString()).ToArray());
        Assert.AreEqual("TensorSpec(shape=(None, 2), dtype=tf.float64, name=None)", Pairs.batch(4).map((x, y) => np.stack([y, y], axis: -1)).element_spec.ToString());
        Assert.AreEqual("(None,)", Pairs.batch(4).element_spec[0].shape.ToString());
    }

    [TestMethod]
    public void The_usual_lines_compile_and_run()
    {
        NDArray images = np.arange(24).reshape(6, 2, 2).astype("float32"), labels = np.arange(6);
        var ds = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(6).batch(4).prefetch(tf.data.AUTOTUNE);
        int seen = 0;
        foreach (var (x, y) in ds)
        {
            Assert.AreEqual(x.shape[0], y.shape[0]);
            seen += y.shape[0];
        }
        Assert.AreEqual(6, seen);
        foreach (var x in tf.data.Dataset.from_tensor_slices(images))
        {
            Assert.AreEqual(new Shape(2, 2), x.shape);
            Assert.AreEqual(4, np.sum(x * 0 + 1).item<int>());
            Assert.AreEqual((double)x[0, 1], (double)x[0][1].numpy());
        }
        (NDArray, NDArray) Scale(NDArray x, NDArray y) => (x / 255, y);
        NDArray Half(NDArray x) => x / 2;
        var rescaling = keras.layers.Rescaling(2.0);
        Assert.AreEqual("[[2,1],[4,2]]", Text(Dataset.from_tensor_slices((new[] { 1.0, 2 }, new[] { 1, 2 })).map((x, y) => (rescaling.Apply(x, training: true), y))));
        Assert.AreEqual("[[0.2,1]]", Text(Dataset.from_tensor_slices((new[] { 51.0 }, new[] { 1 })).map(Scale, num_parallel_calls: tf.data.AUTOTUNE)));
        Assert.AreEqual("[0.5,1]", Text(Dataset.range(1, 3).map(Half)));
        Assert.AreEqual("[0.5,1]", Text(Dataset.range(1, 3).map(x => x / 2)));
        Assert.AreEqual("[[1,2]]", Text(Dataset.range(1, 2).map(x => (x, x * 2))));
        var (first, label) = ds.as_numpy_iterator().next();
        Assert.AreEqual(4, first.shape[0] + 0 * label.size);
        var (again, _) = ds.First();
        Assert.AreEqual(4, again.shape[0]);
        var named = tf.data.Dataset.from_tensor_slices(new() { ["image"] = images, ["label"] = labels }).map((Element d) => (d["image"] / 2, d["label"]));
        Assert.AreEqual("[[[4,4.5],[5,5.5]],2]", Text(named.skip(2).take(1).get_single_element()));
        var nested = tf.data.Dataset.from_tensor_slices(((labels, labels * 2), labels * 3)).map((Element x, Element y) => ((x[0] + x[1], x[1]), y));
        Assert.AreEqual("[[[3,2],3]]", Text(nested.skip(1).take(1)));
        Assert.AreEqual("[[1,2],[2,3]]", Text(tf.data.Dataset.zip((Dataset.range(1, 3), Dataset.range(2, 4)))));
        Assert.AreSame(ds, ds.with_options(tf.data.Options()));
        string[] paths = ["b.txt", "aa.txt"];
        Assert.AreEqual("[[5,1],[6,2]]", Text(tf.data.Dataset.from_tensor_slices((paths, new[] { 1, 2 })).map((string path, NDArray y) => ((NDArray)path.Length, y))));
        Assert.AreEqual("(array([0., 1.]), 5)", tf.data.Dataset.from_tensors((np.array([0.0, 1]), "5")).First().ToString()!.Replace("'", ""));
    }

    [TestMethod]
    public void Parallel_calls_keep_the_order_and_errors_come_where_the_element_is()
    {
        Dataset slow = Dataset.range(20).map(x => { Thread.Sleep((int)(20 - (long)x) / 4); return x; }, num_parallel_calls: 4);
        Assert.AreEqual(Text(Dataset.range(20)), Text(slow));
        foreach (long? parallel in new long?[] { null, 3 })
        {
            Dataset failing = Dataset.range(6).map(x => (long)x == 2 ? throw new InvalidOperationException("two") : x, num_parallel_calls: parallel);
            Assert.AreEqual("two", Assert.ThrowsExactly<InvalidOperationException>(() => failing.prefetch(1).Count()).Message);
            Assert.AreEqual("[0,1,3,4,5]", Text(failing.ignore_errors()));
            Assert.AreEqual("[0,1,3,4,5]", Text(failing.prefetch(2).ignore_errors()));
        }
    }

    [TestMethod]
    public void Prefetching_goes_no_further_ahead_than_its_buffer_and_ends_with_the_pass()
    {
        int made = 0;
        IEnumerable<NDArray> Source() { while (true) yield return Interlocked.Increment(ref made); }
        using (NumpyIterator pass = Dataset.from_generator(Source).prefetch(2).as_numpy_iterator())
        {
            Assert.AreEqual(0, made);
            Assert.AreEqual(1, pass.next().numpy().item<int>());
            SpinWait.SpinUntil(() => Volatile.Read(ref made) == 3, 5000);
            Thread.Sleep(20);
            Assert.AreEqual(3, Volatile.Read(ref made));
        }
        Assert.IsLessThanOrEqualTo(3, made);
    }

    [TestMethod]
    public void A_cache_computes_once_and_only_a_whole_pass_fills_it()
    {
        int made = 0;
        Dataset cached = Dataset.range(3).map(x => { made++; return x * 2; }).cache();
        cached.First();
        Assert.AreEqual(1, made);
        Assert.AreEqual("[0,2,4]", Text(cached));
        Assert.AreEqual("[0,2,4]", Text(cached));
        Assert.AreEqual(4, made);
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => cached.cache("file")).Message, "cache('file')");
    }

    [TestMethod]
    public void List_files_finds_what_fits()
    {
        string folder = Directory.CreateTempSubdirectory("keras-list-").FullName;
        try
        {
            foreach (string name in new[] { "b/2.jpg", "a/1.jpg", "a/3.png", "a/10.jpg" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
                File.WriteAllText(Path.Combine(folder, name), "");
            }
            string[] found = [.. tf.data.Dataset.list_files(folder + "/*/*.jpg", shuffle: false).Select(e => Path.GetRelativePath(folder, e).Replace('\\', '/'))];
            CollectionAssert.AreEqual(new[] { "a/1.jpg", "a/10.jpg", "b/2.jpg" }, found);
            Assert.AreEqual(3, tf.data.Dataset.list_files(folder + "/*/*.jpg").Length);
            Assert.AreEqual(1, tf.data.Dataset.list_files(folder + "/[b-z]/?.jpg").Length);
            StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => tf.data.Dataset.list_files(folder + "/*.gif")).Message, "No files matched pattern");
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [TestMethod]
    public void Mistakes_are_explained()
    {
        void Says(string part, Action action) => StringAssert.Contains(Assert.ThrowsExactly<ValueError>(action).Message, part);
        Says("batch_size must be greater than zero", () => Ten.batch(0));
        Says("buffer_size must be greater than zero", () => Ten.shuffle(0));
        Says("Dimensions 3 and 4", () => tf.data.Dataset.from_tensor_slices((np.zeros(3), np.zeros(4))));
        Says("at least one axis", () => tf.data.Dataset.from_tensor_slices(np.array(1.0)));
        Says("Write (x, y) => …", () => Pairs.map(x => x).Count());
        Says("Write a function of one argument", () => Ten.map((x, y) => x).Count());
        Says("Cannot batch tensors with different shapes in component 0. First element had shape (1,) and element 1 had shape (2,)", () => Dataset.range(1, 3).map(x => np.zeros((int)x)).batch(2).Count());
        Says("(Element d) => …", () => tf.data.Dataset.from_tensor_slices(new() { ["a"] = np.zeros(3) }).map(d => d).Count());
        Says("(Element x, Element y) => …", () => Dataset.zip((Pairs, Ten)).map((x, y) => y).Count());
        Says("(string path) => …", () => tf.data.Dataset.from_tensor_slices(new[] { "a" }).map(x => x).Count());
        Says("more than one element", () => Ten.get_single_element());
        Says("var (x, y) = element", () => _ = (NDArray)Pairs.First());
        Says("where (2,) was declared", () => tf.data.Dataset.from_generator(() => (NDArray[])[np.zeros(3)], tf.TensorSpec(2)).Count());
        Says("index must be >= 0", () => Ten.shard(3, 3));
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => tf.data.Dataset.sample_from_datasets([Ten, Ten])).Message, "choose_from_datasets");
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => keras.utils.text_dataset_from_directory("x")).Message, "no arrays of texts");
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => keras.utils.audio_dataset_from_directory("x")).Message, "WAV");
    }

    [TestMethod]
    public void Windows_of_series_equal_Keras()
    {
        NDArray data = np.arange(20);
        keras.utils.set_random_seed(3);
        JsonElement golden = Values.GetProperty("timeseries");
        var make = keras.utils.timeseries_dataset_from_array;
        Assert.AreEqual(Text(golden[0]), Text(keras.utils.timeseries_dataset_from_array(data, data * 10, 4, batch_size: 3)));
        Assert.AreEqual(Text(golden[1]), Text(keras.utils.timeseries_dataset_from_array(data, null, 3, sequence_stride: 2, sampling_rate: 2, batch_size: 4, start_index: 1, end_index: 17)));
        Assert.AreEqual(Text(golden[2]), Passes(keras.utils.timeseries_dataset_from_array(data, data[4..], 4, batch_size: 3, shuffle: true, seed: 11), 2));
        Assert.AreEqual(Text(golden[3]), Text(keras.utils.timeseries_dataset_from_array(data, null, 4, batch_size: null, shuffle: true, seed: 11)));
        Assert.AreEqual(Text(golden[4]), Text(keras.utils.timeseries_dataset_from_array(np.stack([data, -data], axis: 1), data, 2, batch_size: 5, shuffle: true)));
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => make(data, null, 3, 1, 20, 8, false, null, null, null)).Message, "`sampling_rate` must be lower than the length of the data");
    }

    [TestMethod]
    public void Splits_equal_Keras()
    {
        keras.utils.set_random_seed(3);
        JsonElement golden = Values.GetProperty("split");
        string Both((Dataset left, Dataset right) s) => $"[{Text(s.left)},{Text(s.right)}]";
        Assert.AreEqual(Text(golden[0]), Both(keras.utils.split_dataset(np.arange(10), left_size: .8)));
        Assert.AreEqual(Text(golden[1]), Both(keras.utils.split_dataset((np.arange(10), np.arange(10) * 2), right_size: 3)));
        Assert.AreEqual(Text(golden[2]), Both(keras.utils.split_dataset(np.arange(10), left_size: .6, shuffle: true, seed: 6)));
        Assert.AreEqual(Text(golden[3]), Both(keras.utils.split_dataset(Pairs.batch(3), left_size: .5, right_size: .3)));
        Assert.AreEqual(Text(golden[4]), Both(keras.utils.split_dataset(np.arange(10), left_size: 4, shuffle: true)));
        void Says(string part, Action action) => StringAssert.Contains(Assert.ThrowsExactly<ValueError>(action).Message, part);
        Says("must be specified", () => keras.utils.split_dataset(np.arange(10)));
        Says("smaller than 10", () => keras.utils.split_dataset(np.arange(10), left_size: 10));
        Says("greater than 1", () => keras.utils.split_dataset(np.arange(10), left_size: .8, right_size: .3));
    }
}
