using System.Diagnostics;
using System.Security.Cryptography;
using CsMonolith.Kernel;
using CsMonolith.Platform.ApiKeys;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.SignIn;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace CsMonolith.Platform;

/// <summary>What every request passes, whichever module it goes to. See README.md beside this file.</summary>
public sealed class Hallway : IModule
{
    /// <inheritdoc />
    public string Name => PlatformDb.Name;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddCore(services, configuration);
        services.AddHostedService(provider => provider.GetRequiredService<Dispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddQuartz();
        services.AddHostedService<Calendar>();
        services.AddQuartzHostedService();
        services.AddHouseDocument();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? "");
        services.AddExceptionHandler<ProblemHandler>();
        services.ConfigureHttpJsonOptions(options => Wire.Shape(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSignIn();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUses>());
    }

    /// <summary>Everything that a module needs to work without the web: what a test of one module starts.</summary>
    public void AddCore(IServiceCollection services, IConfiguration configuration)
    {
        var settings = DatabaseSettings.From(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(provider => new Clock(
            provider.GetRequiredService<TimeProvider>(), TimeZoneInfo.FindSystemTimeZoneById(configuration["Reporting:TimeZone"] ?? "Asia/Tokyo")));
        services.AddSingleton(new WriteGate(closes: !settings.IsPostgres));
        services.AddSingleton<Bell>();
        services.AddScoped<ImportInProgress>();
        services.AddScoped<StorageTools>();
        services.AddSingleton<ModuleStores>();
        services.AddModuleDb<PlatformDb, SqlitePlatformDb, PostgresPlatformDb>(configuration, Name);

        services.AddSingleton(PermissionTable.OfTheHouse);
        services.AddScoped<Permit>();
        services.AddScoped<Sight>();
        services.AddScoped<SignInLinks>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<FailedSignIns>();
        services.AddScoped<ImportLoader>();
        services.AddScoped<JobDesk>();
        services.AddScoped<JobProgress>();
        services.AddSingleton<JobTypes>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton(CursorsOfTheInstallation);

        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TracingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(PermissionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(SensitiveReadBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddSlices(typeof(Hallway).Assembly);
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) => routes
        .MapGroup("/v1").WithTags("Hallway")
        .Map<StartSessionEndpoint>()
        .Map<ListSignInChoicesEndpoint>()
        .Map<GetMeEndpoint>()
        .Map<EndSessionEndpoint>()
        .Map<MintSignInLinkEndpoint>()
        .Map<CreateApiKeyEndpoint>()
        .Map<ListApiKeysEndpoint>()
        .Map<RevokeApiKeyEndpoint>()
        .Map<RotateApiKeyEndpoint>()
        .Map<GetJobEndpoint>()
        .Map<CancelJobEndpoint>()
        .Map<ListImportKindsEndpoint>()
        .Map<UploadImportEndpoint>()
        .Map<GetImportEndpoint>()
        .Map<ListImportsEndpoint>()
        .Map<MapImportEndpoint>()
        .Map<CheckImportEndpoint>()
        .Map<CommitImportEndpoint>()
        .Map<ListImportFaultsEndpoint>()
        .Map<GetImportErrorsEndpoint>()
        .Map<UndoImportEndpoint>();

    /// <summary>What comes before any module's route: language, problems, sign-in.</summary>
    public static void UseHallway(IApplicationBuilder app)
    {
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture("en").AddSupportedCultures("en", "ja").AddSupportedUICultures("en", "ja");
            options.CultureInfoUseUserOverride = false;
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages(async context => await PlainStatus(context.HttpContext));
        app.UseRouting();
        app.UseChallenges();
        app.UseAuthentication();
        app.UseMiddleware<QueryParameters>();
    }

    /// <summary>Brings every module's schema up to date.</summary>
    public static async Task Migrate(IServiceProvider services, CancellationToken cancellation)
    {
        foreach (var store in services.GetRequiredService<ModuleStores>().All)
        {
            await using var scope = services.CreateAsyncScope();
            var database = ((ModuleDb)scope.ServiceProvider.GetRequiredService(store.Db)).Database;

            // Asked first, since a migrator compares whole models before it finds that there is nothing to do.
            if ((await database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                await database.MigrateAsync(cancellation);
            }
        }
    }

    /// <summary>Whether there is nobody yet, so that the link makes the first administrator.</summary>
    public static async Task<bool> IsEmpty(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new WhoMaySignIn(), cancellation)).Count == 0;
    }

    /// <summary>Makes a one-time sign-in link and returns its path, with the code behind the # so that no log keeps it.</summary>
    public static async Task<string> MintLink(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return $"/sign-in#{await scope.ServiceProvider.GetRequiredService<SignInLinks>().Mint(cancellation)}";
    }

    private static Task PlainStatus(HttpContext http)
    {
        var (code, en, ja) = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ("hallway.no-such-route", "There is nothing at this address.", "この場所には何もありません。"),
            StatusCodes.Status405MethodNotAllowed => ("hallway.method-not-allowed", "This address does not take that method.", "この場所ではそのメソッドは使えません。"),
            StatusCodes.Status415UnsupportedMediaType => ("hallway.media-type", "Send application/json, or what the operation's document names.", "application/json など、文書にある形式で送ってください。"),
            _ => ("hallway.status", "The request was not answered.", "要求に応答できませんでした。"),
        };
        var problem = ProblemAnswers.Describe(new Error(ErrorKind.NotFound, code, en, ja));
        problem.Status = http.Response.StatusCode;
        problem.Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(http.Response.StatusCode);
        return http.Response.WriteAsJsonAsync(problem, Wire.Json, "application/problem+json");
    }

    // Made once, kept in the database, so that all hosts of an installation read each other's cursors.
    private static Cursors CursorsOfTheInstallation(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var secret = db.Secrets.AsNoTracking().SingleOrDefault(row => row.Name == "cursors");
        if (secret is null)
        {
            secret = new Secret { Name = "cursors", Value = RandomNumberGenerator.GetBytes(32) };
            db.Transact(
                () =>
                {
                    db.Secrets.Add(secret);
                    return Task.CompletedTask;
                },
                CancellationToken.None).GetAwaiter().GetResult();
        }

        return new Cursors(secret.Value);
    }
}
