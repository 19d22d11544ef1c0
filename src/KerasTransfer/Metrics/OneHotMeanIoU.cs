namespace KerasTransfer.Metrics;

/// <summary>The intersection of predicted and true positions over their union, averaged over the classes that occur, for one-hot targets.</summary>
/// <param name="num_classes">The number of classes; positions of other class numbers are left out.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the counts; null for int64. A whole-number type given here cuts weights down to whole numbers.</param>
/// <param name="ignore_class">A class number of the targets whose positions are left out, such as 255.</param>
/// <param name="sparse_y_pred">Predictions are class numbers; else one score per class.</param>
/// <param name="axis">The axis of the classes where there is one.</param>
public sealed partial class OneHotMeanIoU(int num_classes, string? name = null, DType? dtype = null, int? ignore_class = null, bool sparse_y_pred = false, int axis = -1)
    : IntersectionOverUnion(num_classes, null, name, dtype, ignore_class, false, sparse_y_pred, axis);
