namespace KerasTransfer.Tests.Config;

[TestClass, DoNotParallelize]
public class ConfigTests
{
    [TestMethod]
    public void Settings_and_their_limits()
    {
        try
        {
            keras.config.set_floatx("float64");
            Assert.AreEqual("float64", keras.backend.floatx());
            Assert.AreEqual(DType.float64, keras.ops.zeros(2).dtype);
            keras.config.set_image_data_format("channels_first");
            Assert.AreEqual("channels_first", keras.config.image_data_format());
        }
        finally
        {
            keras.config.set_floatx("float32");
            keras.config.set_image_data_format("channels_last");
        }
        Assert.AreEqual("Unknown `floatx` value: float8. Expected one of ('bfloat16', 'float16', 'float32', 'float64')", Assert.Throws<ValueError>(() => keras.config.set_floatx("float8")).Message);
        Assert.Throws<NotSupportedException>(() => keras.config.set_floatx("float16"));
        Assert.Throws<NotSupportedException>(() => keras.config.set_dtype_policy("mixed_float16"));
        Assert.AreEqual("The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received: data_format=middle", Assert.Throws<ValueError>(() => keras.config.set_image_data_format("middle")).Message);
        Assert.AreEqual("float32", keras.config.dtype_policy());
    }

    [TestMethod]
    public void Engines_by_name()
    {
        Assert.AreEqual("managed", keras.config.backend());
        keras.config.set_backend("managed");
        Assert.AreEqual("managed", keras.config.backend());
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.config.set_backend("jax")).Message, "There is no engine 'jax'");
    }

    [TestMethod]
    public void Versions()
    {
        Assert.AreEqual("3.15.1", keras.__version__);
        Assert.AreEqual(keras.__version__, keras.version());
        Assert.AreEqual(tf.__version__, tf.version.VERSION);
    }

    [TestMethod]
    public void The_environment_chooses_the_engine_and_one_that_is_not_there_is_an_error()
    {
        string? before = Environment.GetEnvironmentVariable("KERAS_BACKEND");
        try
        {
            Environment.SetEnvironmentVariable("KERAS_BACKEND", "tensorflow");
            StringAssert.Contains(Assert.Throws<NotSupportedException>(() => KerasTransfer.Engines.EngineChoice.FromEnvironment()).Message, "KERAS_BACKEND=managed");
            Environment.SetEnvironmentVariable("KERAS_BACKEND", "managed");
            Assert.AreEqual("managed", KerasTransfer.Engines.EngineChoice.FromEnvironment().Name);
            Environment.SetEnvironmentVariable("KERAS_BACKEND", null);
            Assert.AreEqual("managed", KerasTransfer.Engines.EngineChoice.FromEnvironment().Name);
        }
        finally { Environment.SetEnvironmentVariable("KERAS_BACKEND", before); }
    }
}
