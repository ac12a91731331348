namespace CsMonolith.Journey.People;

/// <summary>Somebody who works here or at a partner. No other module keeps a list of people.</summary>
internal sealed class Person(Guid id, string name, string? email, bool isDemo) : Aggregate, IDecidesVisibility
{
    public Guid Id { get; private set; } = id;

    public string Name { get; private set; } = name;

    /// <summary>In lower case, so that one address means one person however it is spelled.</summary>
    public string? Email { get; private set; } = email;

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>Roles of trust that were asked for and that nobody has confirmed yet.</summary>
    public IReadOnlyList<Role> AskedRoles { get; private set; } = [];

    /// <summary>
    /// Roles of trust that somebody asked to take away; they count until a second person confirms it.
    /// </summary>
    public IReadOnlyList<Role> EndingRoles { get; private set; } = [];

    /// <summary>
    /// Whether the person belongs to the demonstration data; such a person cannot sign in in production.
    /// </summary>
    public bool IsDemo { get; private set; } = isDemo;

    /// <summary>The first day on which they are not here any more.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>The partner organisation that they work for, or <c>null</c> for our own people.</summary>
    public Guid? PartnerId { get; private set; }

    public static Person Hire(string name, string? email, IEnumerable<Role> roles, bool isDemo, Guid? partnerId) =>
        new(Guid.CreateVersion7(), name, Normal(email), isDemo)
        {
            Roles = [.. roles.Distinct()],
            PartnerId = partnerId,
        };

    public static string? Normal(string? email) => email?.Trim().ToLowerInvariant();

    public void Change(IReadOnlyList<Role> roles, DateOnly? leftOn, Guid? partnerId) =>
        (Roles, LeftOn, PartnerId) = ([.. roles.Distinct()], leftOn, partnerId);

    /// <summary>Notes that a role of trust was asked for.</summary>
    public void Await(Role role) => AskedRoles = [.. AskedRoles.Append(role).Distinct()];

    /// <summary>Notes that a role of trust is not asked for any more.</summary>
    public void AwaitNoMore(Role role) => AskedRoles = [.. AskedRoles.Where(asked => asked != role)];

    /// <summary>Gives a role of trust that two people agreed on.</summary>
    public void Grant(Role role)
    {
        AwaitNoMore(role);
        Roles = [.. Roles.Append(role).Distinct()];
    }

    /// <summary>Notes that a role of trust is to be taken away.</summary>
    public void AwaitEnd(Role role) => EndingRoles = [.. EndingRoles.Append(role).Distinct()];

    /// <summary>Notes that a role of trust is not to be taken away any more.</summary>
    public void AwaitEndNoMore(Role role) => EndingRoles = [.. EndingRoles.Where(ending => ending != role)];

    /// <summary>Takes away a role of trust, as two people agreed.</summary>
    public void Lose(Role role)
    {
        AwaitEndNoMore(role);
        Roles = [.. Roles.Where(held => held != role)];
    }

    public bool IsHere(DateOnly day) => LeftOn is not { } left || day < left;
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(person => person.Id).ValueGeneratedNever();
        builder.Property(person => person.Name).HasMaxLength(100);
        builder.Property(person => person.Email).HasMaxLength(200);
        builder.Property(person => person.Roles).AsJson();
        builder.Property(person => person.AskedRoles).AsJson().HasDefaultValueSql("'[]'");
        builder.Property(person => person.EndingRoles).AsJson().HasDefaultValueSql("'[]'");
        builder.HasIndex(person => person.Email).IsUnique();
    }
}
