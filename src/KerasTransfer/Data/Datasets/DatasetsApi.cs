using KerasTransfer.Data;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.datasets</c>: well-known data sets, kept under <c>KERAS_HOME/datasets</c> (default <c>~/.keras</c>) and downloaded there once.</summary>
    public DatasetsApi datasets { get; } = new();
}

/// <summary><c>keras.datasets</c>.</summary>
public sealed class DatasetsApi
{
    internal DatasetsApi() { }

    /// <summary>Handwritten digits: 60,000 + 10,000 gray images of 28×28, ten classes.</summary>
    public MnistDataset mnist { get; } = new();
    /// <summary>Clothes: 60,000 + 10,000 gray images of 28×28, ten classes.</summary>
    public FashionMnistDataset fashion_mnist { get; } = new();
    /// <summary>Small photographs: 50,000 + 10,000 colour images of 32×32, ten classes.</summary>
    public Cifar10Dataset cifar10 { get; } = new();
    /// <summary>Small photographs: 50,000 + 10,000 colour images of 32×32, a hundred classes in twenty groups.</summary>
    public Cifar100Dataset cifar100 { get; } = new();
    /// <summary>Film reviews as numbers of words, good or bad: 25,000 + 25,000.</summary>
    public ImdbDataset imdb { get; } = new();
    /// <summary>News as numbers of words, 46 subjects: 8,982 + 2,246.</summary>
    public ReutersDataset reuters { get; } = new();
    /// <summary>House prices in Boston from 13 numbers: 404 + 102.</summary>
    public BostonHousingDataset boston_housing { get; } = new();
    /// <summary>House prices in California from 8 numbers: 16,512 + 4,128.</summary>
    public CaliforniaHousingDataset california_housing { get; } = new();
    /// <summary>Drawn digits, made here without any file: gray images of 28×28, ten classes.</summary>
    public DigitsDataset digits { get; } = new();

    internal const string Storage = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";
}
