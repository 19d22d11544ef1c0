global using static KerasTransfer.Shorthand;
