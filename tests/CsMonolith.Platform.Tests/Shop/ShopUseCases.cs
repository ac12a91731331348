using System.Text.Json.Serialization;
using CsMonolith.Kernel;
using CsMonolith.Platform.Bulk;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Tests.Shop;

internal sealed record CustomerRenamed(Guid Customer, string Name) : IEvent
{
    public Guid? AccountId => Customer;
}

internal sealed record OpenCustomer(string ExternalId, string Name, [property: NotAudited] string Secret = "")
    : ICommand<Guid>;

internal sealed class OpenCustomerHandler(ShopDb db) : IRequestHandler<OpenCustomer, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(OpenCustomer ask, CancellationToken cancellationToken)
    {
        var customer = new Customer(Guid.CreateVersion7(), ask.ExternalId, ask.Name);
        db.Customers.Add(customer);
        await db.SaveChangesAsync(cancellationToken);
        return customer.Id;
    }
}

/// <summary>Opens a customer in stages, unless it forgets to.</summary>
internal sealed record AdmitCustomer(string ExternalId, bool Forgets = false) : IStagedCommand<Guid>;

internal sealed class AdmitCustomerHandler(ShopDb db, StagedTransaction transaction)
    : IRequestHandler<AdmitCustomer, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AdmitCustomer ask, CancellationToken cancellationToken)
    {
        var customer = new Customer(Guid.CreateVersion7(), ask.ExternalId, "Aozora");
        if (ask.Forgets)
        {
            return customer.Id;
        }

        return await transaction.Run<Guid>(
            ask,
            async () =>
            {
                db.Customers.Add(customer);
                await db.SaveChangesAsync(cancellationToken);
                return customer.ExternalId == "unlucky" ? RenameCustomerHandler.Unlucky : customer.Id;
            },
            cancellationToken
        );
    }
}

internal sealed record RenameCustomer(Guid CustomerId, string Name, IReadOnlyList<string>? Reasons = null)
    : ICommand<string>;

internal sealed class RenameCustomerValidator : AbstractValidator<RenameCustomer>
{
    public RenameCustomerValidator()
    {
        RuleFor(ask => ask.Name).NotEmpty().MaximumLength(20);
        RuleForEach(ask => ask.Reasons).NotEmpty();
    }
}

internal sealed class RenameCustomerHandler(ShopDb db) : IRequestHandler<RenameCustomer, Result<string>>
{
    public static readonly Error Unlucky = new(
        ErrorKind.Conflict,
        "shop.unlucky",
        "No customer is called that.",
        "その名前は使えません。"
    );

    public async Task<Result<string>> Handle(RenameCustomer ask, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.SingleAsync(one => one.Id == ask.CustomerId, cancellationToken);
        customer.Rename(ask.Name);
        await db.SaveChangesAsync(cancellationToken);
        return ask.Name == "unlucky" ? Unlucky : ask.Name;
    }
}

internal sealed record OpenCustomers(BulkAsk<OpenCustomer> Bulk) : IBulk<OpenCustomer, Guid>;

internal sealed class OpenCustomersHandler(ShopDb db, IMediator mediator)
    : BulkHandler<OpenCustomers, OpenCustomer, Guid>(db, mediator, success: 201)
{
    protected override ICommand<Guid> Order(OpenCustomer item) => item;
}

internal sealed record CustomerChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<long?> Seats { get; init; }
}

internal sealed record ChangeCustomer(Guid CustomerId, CustomerChanges Changes, IfMatch Match)
    : ICommand<ShownCustomer>;

internal sealed record ShownCustomer(Guid Id, string Name, long? Seats, DateOnly? StartedOn, long Version);

internal sealed class ChangeCustomerHandler(ShopDb db, Trouble trouble)
    : IRequestHandler<ChangeCustomer, Result<ShownCustomer>>
{
    public async Task<Result<ShownCustomer>> Handle(ChangeCustomer ask, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.SingleAsync(one => one.Id == ask.CustomerId, cancellationToken);
        if (ask.Match.Refuses(customer) is { } stale)
        {
            return stale;
        }

        if (trouble.OnChange is { } step)
        {
            await step(cancellationToken);
        }

        (customer.Name, customer.Seats) = (ask.Changes.Name.Or(customer.Name)!, ask.Changes.Seats.Or(customer.Seats));
        await db.SaveChangesAsync(cancellationToken);
        return new ShownCustomer(customer.Id, customer.Name, customer.Seats, customer.StartedOn, customer.Version);
    }
}

internal sealed record ListCustomers(ListAsk List) : IQuery<Page<string>>;

internal sealed class ListCustomersHandler(ShopDb db, Cursors cursors)
    : IRequestHandler<ListCustomers, Result<Page<string>>>
{
    private static readonly ListShape<Customer> Shape = new ListShape<Customer>(customer => customer.Id, "name")
        .With("name", customer => customer.Name)
        .With("externalId", customer => customer.ExternalId)
        .With("seats", customer => customer.Seats)
        .With("startedOn", customer => customer.StartedOn)
        .With("seenAt", customer => customer.SeenAt)
        .With("active", customer => customer.Active);

    public Task<Result<Page<string>>> Handle(ListCustomers ask, CancellationToken cancellationToken) =>
        Shape.Page(db.Customers.AsNoTracking(), ask.List, cursors, customer => customer.ExternalId, cancellationToken);
}

internal sealed class WhenCustomerRenamed(ShopDb db, Trouble trouble) : INotificationHandler<CustomerRenamed>
{
    public async Task Handle(CustomerRenamed news, CancellationToken cancellationToken)
    {
        if (news.Name == trouble.PoisonText)
        {
            throw new InvalidOperationException("This one is poison.");
        }

        db.Notes.Add(new Note { Text = news.Name, Place = await db.Notes.CountAsync(cancellationToken) });
    }
}

/// <summary>A second listener of the same news.</summary>
internal sealed class WhenCustomerRenamedTellTheDesk(ShopDb db, Trouble trouble) : INotificationHandler<CustomerRenamed>
{
    public const string Mark = "desk: ";

    public async Task Handle(CustomerRenamed news, CancellationToken cancellationToken)
    {
        if (trouble.DeskListens)
        {
            db.Notes.Add(new Note { Text = Mark + news.Name, Place = await db.Notes.CountAsync(cancellationToken) });
        }
    }
}

internal sealed record StartStroll(string How, string? Lane = null) : ICommand<JobAccepted>;

internal sealed class StartStrollHandler(ShopDb db, JobScheduler scheduler)
    : IRequestHandler<StartStroll, Result<JobAccepted>>
{
    public Task<Result<JobAccepted>> Handle(StartStroll ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<JobAccepted>>(scheduler.Enqueue(db, new Stroll(ask.How, ask.Lane), ask.Lane));
}

internal sealed record Stroll(string How, string? Lane = null) : IJob<Strolled>;

internal sealed record Strolled(PermissionScope Scope, string Who, string Operation);

internal sealed class StrollHandler(ShopDb db, RequestContext context, Trouble trouble, JobProgress progress)
    : IRequestHandler<Stroll, Result<Strolled>>
{
    public async Task<Result<Strolled>> Handle(Stroll ask, CancellationToken cancellationToken)
    {
        progress.Report(trouble.StrollStep.Percent, trouble.StrollStep.En, trouble.StrollStep.Ja);
        if (trouble.OnStroll is { } step)
        {
            await step(cancellationToken);
        }

        if (ask.How == "note")
        {
            await db.Transact(
                () =>
                {
                    db.Notes.Add(new Note { Text = "strolled" });
                    return Task.CompletedTask;
                },
                cancellationToken
            );
        }

        return ask.How switch
        {
            "refused" => RenameCustomerHandler.Unlucky,
            "broken" => throw new InvalidOperationException("The job breaks."),
            _ => new Strolled(context.Scope, context.Caller.Name, context.Operation),
        };
    }
}
