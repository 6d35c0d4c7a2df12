// Lets the compiler accept a function whose body is linked from elsewhere.
